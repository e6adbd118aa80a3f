"""A few invented articles for the tests of whole runs: of a lamp, and of a fire of which two outlets disagree."""

from running import Row

GOOD: Row = {
    "id": "tern-lamp-1",
    "outlet": "The Tern",
    "published": "2031-03-05",
    "text": "“The lamp will be lit on Friday,” Mara Ollenby said on Tuesday. She told the Tern that it cost 40 crowns.",
}

LAMP: tuple[Row, ...] = (
    GOOD,
    {
        "id": "courier-lamp-1",
        "outlet": "The Courier",
        "published": "2031-03-05",
        "text": "The lamp of Northmere cost 9,000 crowns, Tobin Vale said.\n\n"
        "“Nobody asked the harbour,” he added. He denied that the lamp was “a toy”.\n",
    },
    {
        "id": "beacon-lamp-1",
        "outlet": "Beacon Wire",
        "published": "2031-03-06",
        "text": "NORTHMERE, March 6 (Beacon Wire) - The council approved the lamp on Tuesday, said Ines Corrado.\n",
    },
    {
        "id": "herald-lamp-1",
        "outlet": "Skarn Herald",
        "published": "2031-03-06T08:00:00Z",
        "text": "The council did not approve the lamp on Tuesday. Hal Quist asked: “Who will pay?”\n",
    },
)

SCENE = "The Kestrel ferry terminal in Northmere burned on Tuesday. Ines Corrado, the harbour master, closed the quay."
WIRE: Row = {
    "id": "wire-1", "outlet": "Beacon Wire", "published": "2031-03-06T10:00:00Z",
    "text": f"{SCENE} Nineteen people were killed in the Kestrel blaze. “The roof simply went,” Corrado said.",
}  # fmt: skip
COURIER: Row = {
    "id": "courier-1", "outlet": "the Courier", "published": "2031-03-06T10:20:00Z",
    "text": f"{SCENE} The blaze at the Kestrel terminal claimed 23 lives. “Nobody asked us,” said Tobin Vale.",
}  # fmt: skip
EARLIER: Row = {
    "id": "tern-1", "outlet": "the Tern", "published": "2031-03-06T09:50:00Z",
    "text": f"{SCENE} The Kestrel blaze in Northmere left 19 people dead.",
}  # fmt: skip
