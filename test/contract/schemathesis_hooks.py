"""What schemathesis does not know by itself: the parts of a file, as the tus protocol sends them, are bytes as any."""

import schemathesis

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
