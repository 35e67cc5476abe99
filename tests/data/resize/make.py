"""Writes what Pillow and torchvision's rules give, for PreprocessorTests. Needs Pillow; run in this folder."""
from PIL import Image

FILTERS = {"Bilinear": Image.BILINEAR, "Bicubic": Image.BICUBIC}


def picture(width, height):
    """The same integers as PreprocessorTests.Pattern: soft slopes and hard edges."""
    data = bytearray()
    for y in range(height):
        for x in range(width):
            for c in range(3):
                data.append((x * x * 7 + x * y * 13 + y * y * 3 + c * 85 + (x * y >> 3)) & 255)
    return Image.frombytes("RGB", (width, height), bytes(data))


def squash(image, size, resample):
    return image.resize((size, size), resample)


def crop(image, size, resample):
    """torchvision.transforms.functional: resize(size), then center_crop(size)."""
    width, height = image.size
    short, long = min(width, height), max(width, height)
    new_long = int(size * long / short)
    width, height = (size, new_long) if width <= height else (new_long, size)
    image = image.resize((width, height), resample)
    top = int(round((height - size) / 2.0))
    left = int(round((width - size) / 2.0))
    return image.crop((left, top, left + size, top + size))


CASES = [
    (64, 48, 32), (640, 480, 32), (17, 23, 40), (100, 37, 24), (37, 101, 24), (1, 1, 8), (3, 2, 5), (300, 2, 16),
    (33, 32, 32), (32, 32, 32),
]

for w, h, s in CASES:
    for rule in (squash, crop):
        for name, resample in FILTERS.items():
            with open(f"{w}x{h}-{s}-{rule.__name__}-{name}.bin".lower(), "wb") as file:
                file.write(rule(picture(w, h), s, resample).tobytes())
