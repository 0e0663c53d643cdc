"""A directive of Sphinx that turns a block into a live calculator.

    .. tokenomics::
       :view: cost
       :controls: steps[0].reasoning_tokens
       :theme: auto
       :static:

       preset = "legal-contracts"

Settings in conf.py: `tokenomics_page`, the address of the calculator, and `tokenomics_command`, where the command
`tokenomics` is not on PATH. Web pages get the calculator around a text that stands where no script runs; every other
builder gets the text. A wrong block is a warning at its line.
"""

import json
import subprocess

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

LOG = logging.getLogger(__name__)

NAMES = ("view", "controls", "theme", "fallback")


class Tokenomics(SphinxDirective):
    """One block."""

    has_content = True
    option_spec = {**dict.fromkeys(NAMES, directives.unchanged_required), "static": directives.flag}

    def run(self):
        config = self.config
        if not config.tokenomics_page:
            return self.told(0, 'set tokenomics_page = "https://calculator.example/" in conf.py')
        options = [f"{name}={self.options[name]}" for name in NAMES if name in self.options]
        options += ["static"] if "static" in self.options else []
        command = [config.tokenomics_command, "block", "--page", config.tokenomics_page, "--options", " ".join(options)]
        try:
            done = subprocess.run(command, input="\n".join(self.content), capture_output=True, encoding="utf-8")
        except OSError as fault:
            return self.told(0, f"{config.tokenomics_command} cannot be started ({fault}); set tokenomics_command in conf.py")
        if done.returncode:
            return self.refused(done.stderr)
        block = json.loads(done.stdout)
        # The script makes all elements of a page work, however often it stands there.
        script = "" if "static" in self.options else block["script"]
        page = nodes.raw("", block["html"] + script, format="html")
        other = addnodes.only(expr="not html")
        other += as_text(block)
        return [page, other]

    def refused(self, message):
        """A warning for each line `LINE: FAULT`, counted from the line above the block's first one."""
        for line in message.removeprefix("tokenomics: ").strip().splitlines():
            number, _, fault = line.partition(": ")
            if number.isdecimal():
                self.told(int(number), fault)
            else:
                self.told(0, line)
        return []

    def told(self, below, fault):
        first = self.content_offset if below else self.lineno
        place = (self.env.docname, first + below)
        LOG.warning(fault, location=place, type="tokenomics")
        return []


def as_text(block):
    """Sentence, table and source for what is no web page."""
    said = nodes.paragraph()
    said += [nodes.strong(text=f"{block['title']}: "), nodes.Text(block["sentence"])]
    source = nodes.paragraph(text=f"{block['source']}. ")
    if "://" in block["link"]:
        source += nodes.reference(text="Open this calculation", refuri=block["link"])
    return [said, as_table(block["table"]), source]


def as_table(told):
    columns = len(told["head"])
    group = nodes.tgroup(cols=columns)
    group += [nodes.colspec(colwidth=1) for _ in range(columns)]
    head, body = nodes.thead(), nodes.tbody()
    head += as_row(told["head"])
    body += [as_row(cells) for cells in told["rows"]]
    group += [head, body]
    table = nodes.table()
    table += [nodes.title(text=told["caption"]), group]
    return table


def as_row(cells):
    row = nodes.row()
    for cell in cells:
        entry = nodes.entry()
        entry += nodes.paragraph(text=cell)
        row += entry
    return row


def setup(app):
    app.add_config_value("tokenomics_page", "", "html")
    app.add_config_value("tokenomics_command", "tokenomics", "html")
    app.add_directive("tokenomics", Tokenomics)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
