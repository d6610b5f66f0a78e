# The forms.
