#pragma once

// A C face for libphonenumber 8.12. Everything here may be called from any thread at once: the library's instance is
// made once and its methods used below are const, with their regular expressions cached behind the library's own lock.
// No C++ exception crosses; nothing returned has to be freed.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A number that was read and is possible in its numbering plan, or `valid` false and all else zero.
typedef struct {
    /// The E.164 digits read as one decimal number.
    uint64_t digits;
    /// The country calling code, such as 358.
    int32_t country_code;
    /// How many digits of the national significant number are its destination code (area or operator), or 0.
    int32_t destination_code_length;
    bool valid;
} hookswitch_phone_number;

/// How a number is written.
typedef enum {
    hookswitch_phone_notation_international = 0,
    hookswitch_phone_notation_national = 1,
    /// The digits after the country code, with any leading zeros that belong to them.
    hookswitch_phone_notation_significant = 2,
} hookswitch_phone_notation;

/// Whether the two letters name a region whose numbering plan is known.
bool hookswitch_phone_region_supported(const char region[2]);

/// The country calling code of a region, or 0.
int32_t hookswitch_phone_region_country_code(const char region[2]);

/// Reads a number as it is dialled in a region.
///
/// @param text   ASCII; need not end in NUL.
/// @param length How many bytes `text` has.
/// @param region Two upper-case letters.
hookswitch_phone_number hookswitch_phone_read(const char *text, size_t length, const char region[2]);

/// Whether a numbering plan exists for the country code, and its numbers may have so many digits. Ranges that were opened
/// after the library was made are possible and not yet valid.
///
/// @param digits E.164 digits read as one decimal number.
bool hookswitch_phone_possible(uint64_t digits);

/// Writes a number in a notation.
///
/// @param digits   E.164 digits read as one decimal number.
/// @param buffer   Where the text goes, without NUL at its end.
/// @param capacity How many bytes `buffer` holds.
/// @return How many bytes were written, or 0 when the number cannot be read or does not fit.
size_t hookswitch_phone_write(uint64_t digits, hookswitch_phone_notation notation, char *buffer, size_t capacity);

#ifdef __cplusplus
}
#endif
