"""Importing this module makes a process warm: forked from it, a kernel or a client starts at once.

Nothing here may start a thread, nor leave open a file that a forked process would share.
"""

# ruff: noqa: E402, F401, I001  # the settings come first; all is imported for the forks

import gc
import os

gc.disable()  # each pass would walk all that is being loaded, which stays
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start one per core
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # it warns of Python's own files

import kit.analysis.analyse
import kit.batch.client_run
import kit.deliverable.client_folder
import kit.deliverable.engine
import kit.deliverable.execute
import kit.deliverable.export
import kit.deliverable.publish
import kit.display.show
import kit.display.style
import kit.run
import kit.workbook.read
import holidays.countries
from filelock import FileLock  # whose module loads its parts when they are asked for

# What every kernel imports while it starts.
import IPython.core.completerlib
import IPython.core.debugger
import IPython.extensions.storemagic
import ipykernel.debugger
import ipykernel.ipkernel
import ipykernel.kernelapp
import pygments.formatters.terminal
import pygments.lexers.python
import sqlite3
import tornado.platform.asyncio
from kit.brand import load_brand
from kit.catalogue import load_catalogue
from kit.workbook.layout import layout

load_brand()
layout(load_catalogue())
kit.deliverable.export.warm()
kit.display.style.warm()  # the fonts it opens, a forked process opens anew

gc.freeze()  # a forked process collects its own litter only: the pages of this one stay shared
gc.set_threshold(50_000, 20, 50)
gc.enable()
