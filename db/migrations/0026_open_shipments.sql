-- What the post is carrying now, and what went wrong of late: the first thing that a counter asks.
CREATE INDEX shipments_open ON shipments (province, ordered_at DESC, id DESC) WHERE ended_at IS NULL;
CREATE INDEX shipments_by_status ON shipments (province, status, ordered_at DESC, id DESC);
