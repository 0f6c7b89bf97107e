"""What a visitor reads in place of the server's own pages of error: a sentence, and a way on."""

from html import escape
from typing import ClassVar

from tornado.web import RequestHandler

STYLE = (
    "body{margin:0;background:#f3f6f8;color:#17324d;font:400 1.0625rem/1.6 Roboto,system-ui,sans-serif}"
    "main{max-width:34rem;margin:8vh auto;background:#fff;border:1px solid #d9e1e7;border-radius:16px;padding:2rem}"
    "h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}label{display:block;font-weight:700;margin:1rem 0 .25rem}"
    "input{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;border:1px solid #4a5b6a;border-radius:8px;"
    "background:#fff;color:inherit}button,.go{font:inherit;font-weight:700;display:inline-block;margin-top:1.25rem;"
    "padding:.6rem 1.25rem;border:0;border-radius:8px;background:#0f6e68;color:#fff;text-decoration:none;"
    "cursor:pointer}"
    ".away{float:right;font-weight:700;color:#17324d;background:#ffd166;border-radius:8px;padding:.4rem .9rem;"
    "text-decoration:none}.wrong{border-left:4px solid #9a5b00;background:#fdf3e1;padding:.6rem 1rem}"
    ":focus-visible{outline:3px solid #0b57d0;outline-offset:2px}.hidden{display:none}"
    "@media(prefers-color-scheme:dark){body{background:#0e1720;color:#e8eef4}main{background:#16212c;"
    "border-color:#33424f}input{background:#1b2733;border-color:#b4c1cd}.wrong{background:#3b2e17}"
    "button,.go{background:#6fd3c8;color:#0e1720}:focus-visible{outline-color:#8ab4f8}}"
)
AWAY = "https://www.bbc.co.uk/weather"
REFUSALS = {
    "nothing": (404, "There is nothing here", "This address leads to nothing. The pages begin with the first."),
    "method": (405, "This cannot be done here", "The pages are for reading: nothing can be sent to this address."),
    "host": (400, "This name is not served", "The server was asked for by a name that it does not know. Whoever runs "
             "it can add the name with --host."),
    "closed": (403, "A login is needed", "Sign in first, then open the page again."),
    "login": (303, "A login is needed", "Sign in to see the pages."),
    "full": (503, "Too many visitors at once", "Every place is taken. Please try again in a few minutes."),
    "fault": (500, "Something went wrong", "It went wrong here, not with you. Please try again."),
}  # fmt: skip


def simple_page(title: str, inside: str) -> str:
    """A page without script or anything from elsewhere; its tab says nothing of what it is about."""
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Overview</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{STYLE}</style></head><body><main>'
        f'<a class="away" href="{AWAY}" rel="noreferrer">Leave this page</a><h1>{escape(title)}</h1>{inside}'
        "</main></body></html>"
    )


def refusal_page(name: str) -> str:
    """The page of a refusal."""
    _, title, sentence = REFUSALS[name]
    link = "" if name in ("full", "host") else '<a class="go" href="/">To the first page</a>'
    return simple_page(title, f"<p>{escape(sentence)}</p>{link}")


class Refused(RequestHandler):
    """Answers with a refusal, whatever was asked."""

    SUPPORTED_METHODS: ClassVar = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")

    def initialize(self, refusal: str) -> None:
        self.refusal = refusal

    def check_xsrf_cookie(self) -> None:
        """Nothing is changed by a refusal."""

    async def prepare(self) -> None:
        status, *_ = REFUSALS[self.refusal]
        if self.refusal == "login":
            from urllib.parse import urlencode

            self.redirect("/sign-in?" + urlencode({"view": f"?{self.request.query}"[:2000]}), status=status)
            return
        self.set_status(status)
        self.finish(refusal_page(self.refusal))
