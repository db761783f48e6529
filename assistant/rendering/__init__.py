"""What is handed in: the report, the check sheet and the comparison as blocks, and the files made of them.

`report.report_document` gives the blocks of a report, `export.export` one checked file by its extension,
`bundle.export_all` everything in one archive; `check_sheet` and `comparison` are the working papers. A new format is
a writer in `assistant/documents` and a line in `export._WRITERS`.
"""
