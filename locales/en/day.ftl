# The day and the queue.
