"""The screen «Журнал»: what did we send."""
