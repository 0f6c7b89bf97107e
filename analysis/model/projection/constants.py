"""The numbers that the projection method assumes, each with where it comes from.

«Measured» means: chosen on public development series (M1 and tourism competition quarters, police counts by borough),
cut to 8 to 64 points, so that the held-out parts of all of them together are served best. No number is fitted to one
set or one series.
"""

SHORTEST_SERIES = 3  # points below which nothing is projected: level, growth and noise are three unknowns
SHORTEST_FOR_SMOOTHING = (
    8  # points from which exponential smoothing beats the short-series simulation (two years of quarters)
)

# The grid of exponential smoothing models (Hyndman et al. 2008, chapter 2, in innovations form).
LEVEL_SMOOTHING = (0.0, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0)  # 0 is the mean, 1 the naive forecast
# Damping, trend smoothing as a share of level smoothing, prior sd of the slope in units of the noise.
TRENDS = (
    (0.0, 0.0, 0.0),
    (0.85, 0.0, 0.3),
    (0.85, 0.2, 0.3),
    (0.95, 0.0, 0.15),
    (0.95, 0.2, 0.15),
    (1.0, 0.0, 0.05),
    (1.0, 0.0, 0.15),
    (1.0, 0.1, 0.15),
    (1.0, 0.0, 0.5),
)
# Prior sd of the seasonal effects in units of the noise, seasonal smoothing as a share of 1 - level smoothing.
SEASONS = ((0.0, 0.0), (0.5, 0.0), (3.0, 0.0), (1.0, 0.2), (1.0, 0.4))

# Prior weights over the grid. Each candidate prior combines one of each; the panel's own rolling origins say which to
# believe.
SEASON_WEIGHTS = (2.0, 0.7, 0.7, 0.7, 0.7)
LEVEL_WEIGHTS = {
    "any level": (0.15, 0.15, 0.5, 0.8, 1.0, 1.0, 1.0, 1.0, 1.0),
    "quick level": (0.0, 0.0, 0.0, 0.2, 0.4, 0.7, 1.0, 1.0, 1.0),
}
TREND_WEIGHTS = {
    "any trend": (4.0, 0.7, 0.4, 0.7, 0.4, 0.7, 0.7, 0.4, 0.7),
    "hardly a trend": (1.0, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02),
    "strong trend": (0.5, 1.0, 0.0, 1.0, 0.0, 0.0, 0.5, 0.0, 2.0),
}
LIKELIHOOD_POWERS = (1.0, 0.4)  # below 1: robust to a wrong likelihood (Grünwald and van Ommen 2017)
LEAST_WEIGHT = 1e-12  # keeps the logarithm of an excluded model finite

SMALLEST_VARIANCE = 1e-10  # of a series scaled to variance 1; a perfect fit still has a likelihood
STEP_PRIOR_SD = 10.0  # prior sd of a registered level shift, in units of the noise: the data decide
FLAT_PRECISION = 1e-10  # prior precision of the first level: flat

# Rolling origins inside the series (Tashman 2000), and what is learned from them.
ORIGIN_OFFSETS = (1, 2, 3, 4, 6, 8)  # points held out at the end
LEARNING_HORIZON = 8  # steps that are held out, whatever the horizon asked for: two years of quarters
FEWEST_BEFORE_ORIGIN = 4  # points an inner origin must leave to fit
LEAST_SHARE_BEFORE_ORIGIN = 0.5  # share of the series an inner origin must leave to fit
PRIOR_SHARPNESS = 120.0  # measured: how fast a candidate prior loses weight with its relative error
PRIOR_SHARPNESS_SERIES = 50  # series at which half of that sharpness is reached
POOLING_SERIES = 20  # series at which the panel's own sizes of errors count half
POOLING_SHARE = 0.7  # measured: weight of the panel's own sizes on an unlimited panel
SLOPE_PENALTY = 0.1  # ridge on the growth of errors with the horizon, on the log scale
USUAL_SLOPE = 0.03  # measured: growth of standardised errors with the log of the horizon
SLOPE_LIMITS = (-0.25, 0.4)
FEWEST_FOR_SLOPE = 15  # hold-outs at a horizon before that horizon helps to estimate the slope

# What a standardised error usually stays within (measured, the three development sources in equal parts), by the share
# of errors that do.
USUAL_SIZES = {0.8: 1.12, 0.95: 2.05}
TAIL_DEGREES = 5.0  # tails beyond the outer size follow Student's t with these degrees of freedom

# How a series' own noise is shrunk before the quantiles are applied (all measured).
USUAL_NOISE = 0.165  # usual relative noise of one step ahead
NOISE_SHRINKAGE = 0.27  # on the log scale, towards the usual noise
NOISE_LIMITS = (0.005, 2.0)
OWN_ERROR_WEIGHT = 0.15  # weight of the series' own hold-out errors, on the log scale
USUAL_OWN_ERROR = 1.2  # usual root mean square of a series' standardised hold-out errors
OWN_ERROR_FLOOR = 0.1
OWN_ERROR_LIMIT = 2.0
LARGEST_STANDARD_ERROR = 60.0

LOG_CEILING = 3.0  # no projection exceeds exp(3), about twenty times, the largest value seen
SMALL_COUNT = 20.0  # a projected count up to here varies at least as a Poisson count does
LEAST_COUNT_RATE = 0.0625  # events a period where none was ever seen: half an event in eight periods (Jeffreys' prior)
LEAST_RELATIVE_NOISE = 0.005  # a series that never varied may still vary next time

# Short series: measured on the same sources cut to 3 to 7 points.
SHORT_GROWTH_SD = 0.04  # prior sd of growth a period, log scale
SHORT_NOISE = 0.1  # prior relative noise
SHORT_NOISE_DEGREES = 1.5  # points that the prior noise is worth
SHORT_WANDER = 0.2  # sd of the level's walk a period, in units of the noise
SHORT_DISCOUNT = 0.6  # weight of a point relative to the one after it: the latest level counts most
SHORT_DRAWS = 4000
RATE_WITHOUT_CHANCE = 1e12  # a Poisson count of this size varies by a millionth
