"""Random-effects synthesis against printed worked examples."""

import numpy as np
import pytest

from analysis.model.growth import synthesise

# Colditz and others (1994), JAMA 271: BCG vaccine against tuberculosis; tuberculosis yes and no, vaccinated and not.
BCG = np.array(
    [
        (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
        (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232),
        (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
    ],
    dtype=float,
)  # fmt: skip

# NIST, measurement uncertainty examples: nickel in bovine liver, 17 laboratories (CCQM-K145), mg/kg and uncertainty.
NICKEL = np.array(
    [
        (1.930, 0.110), (1.940, 0.064), (1.942, 0.092), (1.958, 0.075), (1.984, 0.020), (1.993, 0.033), (2.010, 0.060),
        (2.020, 0.050), (2.022, 0.023), (2.050, 0.020), (2.055, 0.052), (2.070, 0.050), (2.077, 0.035), (2.080, 0.059),
        (2.131, 0.042), (2.150, 0.030), (2.180, 0.080),
    ]
)  # fmt: skip


def bcg_log_risk_ratios():
    cases, others, control_cases, control_others = BCG.T
    treated, control = cases + others, control_cases + control_others
    log_ratios = np.log(cases / treated / (control_cases / control))
    return log_ratios, np.sqrt(1 / cases - 1 / treated + 1 / control_cases - 1 / control)


def test_bcg_by_restricted_maximum_likelihood_has_the_digits_of_the_metafor_documentation():
    """Viechtbauer (2010), Journal of Statistical Software 36(3), the running example of the package."""
    found = synthesise(*bcg_log_risk_ratios(), method="REML", knha=False)
    assert found.mean == pytest.approx(-0.7145, abs=5e-5)
    assert found.standard_error == pytest.approx(0.1798, abs=5e-5)
    assert (found.low, found.high) == (pytest.approx(-1.0669, abs=5e-5), pytest.approx(-0.3622, abs=5e-5))
    assert found.tau_squared == pytest.approx(0.3132, abs=5e-5)
    assert found.q == pytest.approx(152.2330, abs=5e-5)
    assert found.i_squared == pytest.approx(0.9222, abs=5e-5)


def test_the_next_trial_lies_within_the_limits_that_the_documentation_prints():
    """The same example predicts a risk ratio from 0.1546 to 1.5490, with the normal interval of the documentation."""
    found = synthesise(*bcg_log_risk_ratios(), method="REML", knha=False)
    assert np.exp(found.prediction_low) == pytest.approx(0.1546, abs=5e-5)
    assert np.exp(found.prediction_high) == pytest.approx(1.5490, abs=5e-4)


def test_nickel_with_hartung_and_knapps_interval_has_the_digits_that_nist_prints():
    """Printed: tau 0.0463, Q 40.1205 on 16, p 0.0007, 2.0428 (0.0159), 2.0091 to 2.0765."""
    found = synthesise(*NICKEL.T, method="REML")
    assert np.sqrt(found.tau_squared) == pytest.approx(0.0463, abs=5e-5)
    assert (found.q, found.q_p_value) == (pytest.approx(40.1205, abs=5e-5), pytest.approx(0.0007, abs=5e-5))
    assert (found.mean, found.standard_error) == (pytest.approx(2.0428, abs=5e-5), pytest.approx(0.0159, abs=5e-5))
    assert (found.low, found.high) == (pytest.approx(2.0091, abs=5e-5), pytest.approx(2.0765, abs=5e-5))


def test_paule_mandel_agrees_with_statsmodels():
    from statsmodels.stats.meta_analysis import combine_effects

    values, errors = bcg_log_risk_ratios()
    theirs = combine_effects(values, errors**2, method_re="iterated", use_t=True, atol=1e-12)
    ours = synthesise(values, errors, method="PM")
    assert ours.tau_squared == pytest.approx(theirs.tau2, rel=1e-5)
    assert ours.mean == pytest.approx(theirs.mean_effect_re, rel=1e-6)
    assert ours.standard_error == pytest.approx(theirs.sd_eff_w_re_hksj, rel=1e-6)
    assert (ours.low, ours.high) == pytest.approx(theirs.conf_int()[3], rel=1e-6)
