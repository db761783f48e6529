"""The command line: a second face of the same Session, for batch work, scripts and terminals without a browser.

`app` puts the commands together · `house` options, streams and errors common to all · `files`, `past`, `drafts`
the commands · `talk` the conversation on stdin and stdout · `serve` the page · `printing` what people read.

A command returns its exit status: 0 done; 1 done, and errors were found; 2 the input could not be used. Anything
heavy is imported inside the command that needs it, so that `import FILE` answers within a second.
"""
