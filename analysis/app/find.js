// The first element that matches, also inside the shadow trees that Bokeh puts every part in.
function find(root, selector) {
  const here = root.querySelector(selector)
  if (here) { return here }
  for (const host of root.querySelectorAll("*")) {
    const below = host.shadowRoot && find(host.shadowRoot, selector)
    if (below) { return below }
  }
  return null
}
