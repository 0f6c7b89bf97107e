// A part of the page: markup, controls, pictures side by side, more markup. It draws what it is given.

const LIGHT = {text: "#3d4f5f", grid: "#e3e8ec"}
const DARK = {text: "#c3ced9", grid: "#33424f"}

export function render({model}) {
  const section = document.createElement("section")
  const paper = document.createElement("div")
  paper.className = "paper"
  section.append(paper)
  const [before, controls, pictures, after] = ["before", "controls", "pictures", "after"].map((name) => {
    const part = document.createElement("div")
    part.className = name
    paper.append(part)
    return part
  })
  section.className = `card ${model.kind}`
  section.addEventListener("click", (event) => follow(event, model))
  listen(section, model)
  const answer = () => {
    const place = after.querySelector("[data-answer]")
    if (place && place.innerHTML !== model.answer) { place.innerHTML = model.answer }
  }
  const fill = () => {
    rewrite(before, model.before)
    rewrite(after, model.after)
    answer()
    section.dataset.key = model.key
    const heading = before.querySelector("h1, h2")
    if (heading) {
      heading.id = "heading"
      section.setAttribute("aria-labelledby", "heading")
    }
  }
  controls.append(...model.get_child("controls"))
  if (section.matches(".fold")) { before.after(unfolder(section)) }
  const draw = () => hang(pictures, model.pictures, model)
  const repaint = () => {
    section.classList.toggle("dark", model.dark)
    pictures.querySelectorAll(".drawing").forEach((frame) => paint(frame.figure, model.dark))
  }
  model.on("before", fill)
  model.on("after", fill)
  model.on("answer", answer)
  model.on("key", fill)
  model.on("pictures", draw)
  model.on("dark", repaint)
  model.on("msg:custom", (message) => receive(section, message))
  fill()
  draw()
  repaint()
  if (model.follows) { watch(section, model) }
  if (model.sought) {
    unfold(section)
    setTimeout(() => seek(section), 60)
  }
  if (model.kind === "closing") { uncover(section) }
  return section
}

// What stood there before any script had run goes once the page itself can be seen, to its last card.
function uncover(section) {
  const first = document.getElementById("first-sight")
  if (!first) { return }
  if (section.offsetHeight) { first.remove() } else { requestAnimationFrame(() => uncover(section)) }
}

// The reader came for this card, by a link or by the navigation: the next thing read is its heading.
function seek(section) {
  const heading = section?.querySelector("h1, h2")
  if (!heading) { return }
  heading.setAttribute("tabindex", "-1")
  heading.focus({preventScroll: true})
  const top = heading.matches("h1") ? 0 : section.getBoundingClientRect().top + window.scrollY - 140
  window.scrollTo({top})
}

// A card whose finding is enough for most: the rest of it opens on request, and stays open.
function unfolder(section) {
  const button = document.createElement("button")
  Object.assign(button, {type: "button", className: "unfold"})
  button.setAttribute("aria-describedby", "heading")
  const say = () => {
    const open = section.matches(".unfolded")
    button.setAttribute("aria-expanded", String(open))
    button.textContent = open ? "Show less" : "Show what is behind it"
  }
  button.addEventListener("click", () => { section.classList.toggle("unfolded"); say() })
  section.addEventListener("unfold", () => { section.classList.add("unfolded"); say() })
  say()
  return button
}

const unfold = (section) => section?.dispatchEvent(new Event("unfold"))

// A details element that the reader opened stays open when its text changes.
function rewrite(part, html) {
  if (part.written === html) { return }
  const open = [...part.querySelectorAll("details")].map((one) => one.open)
  const said = part.querySelector(".said")?.textContent
  const held = held_in(part)
  // What is said aloud stays the same element: one that is new is not listened to.
  const live = part.querySelector("[data-answer]")
  part.innerHTML = part.written = html
  if (live) { part.querySelector("[data-answer]")?.replaceWith(live) }
  part.querySelectorAll("details").forEach((one, place) => { one.open = open[place] ?? one.open })
  if (said) { part.querySelector(".said")?.replaceChildren(said) }
  if (held) { part.querySelector(held)?.focus({preventScroll: true}) }
}

// The focus of a reader stays where it was when the text around it changes.
function held_in(part) {
  const one = part.getRootNode().activeElement
  if (!one || !part.contains(one)) { return null }
  if (one.id) { return `#${one.id}` }
  const name = ["data-beside", "data-send", "data-file"].find((known) => one.hasAttribute(known))
  return name ? `[${name}="${CSS.escape(one.getAttribute(name))}"]` : null
}

function hang(pictures, wanted, model) {
  while (pictures.children.length > wanted.length) { pictures.lastChild.remove() }
  wanted.forEach((picture, place) => {
    const old = pictures.children[place]
    if (old?.item === picture.item) { return }
    const frame = document.createElement("figure")
    frame.item = picture.item
    frame.innerHTML = `${picture.title}<div class="drawing" role="img"></div>`
    const drawing = frame.querySelector(".drawing")
    frame.style.minHeight = `${old?.offsetHeight ?? 0}px`
    drawing.setAttribute("aria-label", picture.description)
    if (old) { old.replaceWith(frame) } else { pictures.append(frame) }
    window.Bokeh.embed.embed_item(JSON.parse(picture.item), drawing).then((views) => {
      drawing.figure = [...views][0].model
      paint(drawing.figure, model.dark)
    })
  })
}

// Bokeh draws on a canvas, which no style sheet reaches.
function paint(figure, dark) {
  if (!figure) { return }
  const colour = dark ? DARK : LIGHT
  const parts = [...figure.left, ...figure.below, ...figure.center]
  for (const part of parts) {
    if (part.grid_line_color !== undefined) { part.grid_line_color = part.grid_line_color && colour.grid }
    if (part.major_label_text_color !== undefined) { part.major_label_text_color = colour.text }
    if (part.axis_label_text_color !== undefined) { part.axis_label_text_color = colour.text }
    if (part.label_text_color !== undefined) { part.label_text_color = colour.text }
  }
}

// Whether the reader can see the card, or nearly: what is out of sight is brought up to date when there is time.
function watch(section, model) {
  const told = (seen) => model.send_msg({view: seen ? "in" : "out"})
  new IntersectionObserver(([one]) => told(one.isIntersecting), {rootMargin: "300px"}).observe(section)
}

function follow(event, model) {
  const one = event.target.closest("[data-figure], [data-file], [data-link], button[data-send], [data-jump], a[data-page]")
  if (!one) { return }
  if (one.dataset.figure) {
    model.send_msg({figure: one.dataset.figure})
    const place = find(document, "[data-place=figure]")
    place?.scrollIntoView()
    place?.focus({preventScroll: true})
  } else if (one.dataset.file) {
    said_beside(one).textContent = "Making the file…"
    model.send_msg({take: one.dataset.file})
  } else if (one.dataset.jump) {
    const wanted = find(document, `section[data-key="${one.dataset.jump}"]`)
    unfold(wanted)
    seek(wanted)
  } else if (one.dataset.send) {
    model.send_msg({[one.dataset.send]: "yes"})
  } else if (one.dataset.link !== undefined) {
    copy_link(one, model)
  } else if (!(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault()
    const wanted = new URLSearchParams(one.getAttribute("href"))
    const detail = {page: one.dataset.page, card: wanted.get("card"), meeting: wanted.get("meeting")}
    window.dispatchEvent(new CustomEvent("dsva-go", {detail}))
  }
}

const said_beside = (button) => button.closest(".tools").querySelector(".said")

// Without a secure connection a page may not write to the clipboard: then the link stands there to be copied.
async function copy_link(button, model) {
  const link = new URL(window.location.href)
  link.searchParams.set("card", model.key)
  const said = said_beside(button)
  try {
    await navigator.clipboard.writeText(link.href)
    said.textContent = "The link is copied."
  } catch {
    const shown = document.createElement("input")
    Object.assign(shown, {readOnly: true, value: link.href})
    shown.setAttribute("aria-label", "Link to this card")
    said.replaceChildren(shown)
    shown.select()
  }
}

function receive(section, message) {
  const said = section.querySelector(".said")
  if (message.data) {
    const bytes = Uint8Array.from(atob(message.data), (sign) => sign.charCodeAt(0))
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([bytes], {type: message.type}))
    link.download = message.name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60000)
  }
  if (said && message.said) { said.textContent = message.said }
}

const WAIT_MS = 100  // between two values of a slider that is being dragged; the first and the last one always go

// The controls of a form: sliders tell while they move, the rest when they are changed. Arrows move over a grid.
function listen(section, model) {
  let waiting = null, last = 0
  const tell = (control) => {
    clearTimeout(waiting)
    const send = () => { last = Date.now(); model.send_msg({set: `${control.dataset.set}:${control.value}`}) }
    waiting = setTimeout(send, Math.max(0, last + WAIT_MS - Date.now()))
  }
  section.addEventListener("input", ({target}) => {
    if (!target.matches("input[type=range][data-set]")) { return }
    const {unit} = target.dataset
    const said = `${target.value.replace("-", "\u2212")}${unit.startsWith("%") ? "" : " "}${unit}`
    target.setAttribute("aria-valuetext", said)
    target.parentElement.querySelector("output").textContent = said
    tell(target)
  })
  section.addEventListener("change", async ({target}) => {
    if (target.matches("[data-set]:not([type=range])")) {
      if (target.checkValidity()) { tell(target) } else { target.reportValidity() }
    } else if (target.matches("select[data-send]")) {
      model.send_msg({[target.dataset.send]: target.value})
    } else if (target.matches("[data-beside]")) {
      model.send_msg({beside: target.dataset.beside})
    } else if (target.matches("[data-load]") && target.files.length) {
      model.send_msg({file: (await target.files[0].slice(0, 200000).text())})
      target.value = ""
    }
  })
  section.addEventListener("keydown", (event) => step(event))
  section.addEventListener("focusin", ({target}) => target.matches("[role=gridcell]") && spell(target))
}

const STEPS = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -99], End: [0, 99]}

function step(event) {
  const cell = event.target.closest("[role=gridcell]"), by = STEPS[event.key]
  if (!cell || !by) { return }
  event.preventDefault()
  const rows = [...cell.closest("tbody").rows].map((row) => [...row.querySelectorAll("[role=gridcell]")])
  const down = rows.findIndex((row) => row.includes(cell)), along = rows[down].indexOf(cell)
  const inside = (place, size) => Math.min(Math.max(place, 0), size - 1)
  const next = rows[inside(down + by[0], rows.length)][inside(along + by[1], rows[down].length)]
  cell.tabIndex = -1
  next.tabIndex = 0
  next.focus()
}

function spell(cell) {
  const spelt = cell.closest(".scroll").nextElementSibling
  if (spelt) { spelt.textContent = cell.getAttribute("aria-label") }
}
