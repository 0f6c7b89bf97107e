// The bar on top: where a reader is, where to go, how to leave. It alone writes the browser's history.

const BACK = "came-back"  // in this tab only: the page was opened again after the connection was lost
const FIRST_WAIT_MS = 1000, LONGEST_WAIT_MS = 15000, WRITE_MS = 250

export function render({model, view}) {
  const bar = document.createElement("div")
  bar.className = `card ${model.kind}`
  let address = window.location.search, written = 0, waiting = null

  const fill = () => {
    const open = bar.querySelector("[data-menu]")?.getAttribute("aria-expanded") === "true"
    bar.innerHTML = `<div class="paper">${model.before}</div><p class="lost" role="alert"></p>`
    toggle(bar, open)
    relink(bar, address)
  }
  const go = (change) => {
    const wanted = new URLSearchParams(address)
    wanted.delete("card")
    for (const [name, value] of Object.entries(change)) { value && wanted.set(name, value) }
    toggle(bar, false)
    model.send_msg({visit: `?${wanted}`})
  }
  const write = ({search, push}) => {
    clearTimeout(waiting)
    const now = () => {
      written = performance.now()
      if (search === window.location.search) { return }
      window.history[push ? "pushState" : "replaceState"]({}, "", search)
    }
    address = search
    relink(bar, address)
    if (!model.address) { return }  // in a notebook, whose address is not ours to write
    // A browser takes only so many changes of address a second; a page is never kept waiting.
    if (push || performance.now() - written > WRITE_MS) { now() } else { waiting = setTimeout(now, WRITE_MS) }
  }

  bar.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go], a[data-page], [data-menu]")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return }
    if (link.dataset.menu !== undefined) {
      toggle(bar, link.getAttribute("aria-expanded") !== "true")
    } else if (link.dataset.page) {
      event.preventDefault()
      go({page: link.dataset.page})
    } else if (link.dataset.go === "main") {
      const heading = find(document, "h1")
      heading?.setAttribute("tabindex", "-1")
      heading?.focus()
    } else {
      event.preventDefault()
      window.location.replace(link.href)  // the page that is left does not stay behind the back button
    }
  })
  bar.addEventListener("change", (event) => {
    if (event.target.matches("[data-choose=meeting]")) { go({meeting: event.target.value}) }
  })
  bar.addEventListener("keydown", (event) => {
    const button = bar.querySelector("[data-menu]")
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      toggle(bar, false)
      button.focus()
    }
  })
  window.addEventListener("dsva-go", (event) => go(event.detail))
  window.addEventListener("popstate", () => model.send_msg({back: window.location.search}))
  model.on("msg:custom", (message) => message.search && write(message))
  model.on("before", fill)
  view.model.document.on_event("connection_lost", () => come_back(bar))
  fill()
  if (model.address && model.address !== window.location.search) { write({search: model.address, push: false}) }
  if (window.matchMedia("(prefers-color-scheme: dark)").matches) { model.send_msg({dark: "yes"}) }
  say_if_back(bar)
  return bar
}

function toggle(bar, open) {
  bar.querySelector("[data-menu]")?.setAttribute("aria-expanded", open)
  bar.querySelector(".ways")?.classList.toggle("open", open)
}

// A link that is opened in another tab carries what is chosen now.
function relink(bar, address) {
  for (const link of bar.querySelectorAll("a[data-page]")) {
    const there = new URLSearchParams(address)
    there.delete("card")
    there.set("page", link.dataset.page)
    link.href = `?${there}`
  }
}

// The address holds all that was chosen: opening it again brings it back, also after a restart of the server.
function come_back(bar) {
  if (bar.dataset.lost) { return }
  bar.dataset.lost = "yes"
  const said = bar.querySelector(".lost")
  said.textContent = "The connection was lost. What you chose is kept in the address; the page comes back by itself."
  const again = async (wait) => {
    try {
      const answer = await fetch("static/js/bokeh.min.js", {method: "HEAD", cache: "no-store"})
      if (answer.status < 500) {  // also where it asks for a login again: that leads back here
        window.sessionStorage.setItem(BACK, "yes")
        window.location.reload()
        return
      }
    } catch { /* not yet */ }
    setTimeout(() => again(Math.min(2 * wait, LONGEST_WAIT_MS)), wait)
  }
  setTimeout(() => again(FIRST_WAIT_MS), FIRST_WAIT_MS)
}

function say_if_back(bar) {
  if (!window.sessionStorage.getItem(BACK)) { return }
  window.sessionStorage.removeItem(BACK)
  const said = bar.querySelector(".lost")
  said.textContent = "The connection was lost and is back, with what you had chosen."
  setTimeout(() => { said.textContent = "" }, 12000)
}
