"""Party documents: rules of form as data, templates, composing, inspecting and checking.

ruleset ← program ← markup ← template ← compose ← pages; ruleset ← inspect ← check. Nothing here reads a file or a clock.
"""
