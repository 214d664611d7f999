"""Types into a workbook as a French user of LibreOffice would. Run by the system's Python (uno).

    python3 type_in.py SOCKET_NAME SOURCE.xlsx TARGET.xlsx < cells.json

cells.json is a list of [sheet, cell, what is typed]. `FormulaLocal` goes through the same
recognition of numbers, dates, percents and amounts as the keyboard, in the locale of the
cell, French here.
"""

import json
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import Locale


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def desktop(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not start")


def main(pipe, source, target):
    office = desktop(pipe)
    url = uno.systemPathToFileUrl
    book = office.loadComponentFromURL(url(source), "_blank", 0, (prop("Hidden", True),))
    french = Locale("fr", "FR", "")
    for sheet, cell, typed in json.load(sys.stdin):
        place = book.Sheets.getByName(sheet).getCellRangeByName(cell)
        place.CharLocale = french
        place.FormulaLocal = typed
    book.calculateAll()
    book.storeToURL(url(target), (prop("FilterName", "Calc MS Excel 2007 XML"),))
    book.close(True)


main(*sys.argv[1:4])
