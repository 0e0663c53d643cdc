import os
import sys

sys.path.insert(0, os.path.dirname(__file__))

project = "A manual"
extensions = ["tokenomics_directive"]
tokenomics_page = "@PAGE@"
html_theme = "furo"
