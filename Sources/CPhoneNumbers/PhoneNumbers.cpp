#include "CPhoneNumbers.h"

#include <cstring>
#include <string>

#include <phonenumbers/phonenumber.pb.h>
#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

// Made at first use and never destroyed; C++ guards the making of a function's static.
const PhoneNumberUtil &instance() {
    static const PhoneNumberUtil *const util = PhoneNumberUtil::GetInstance();
    return *util;
}

std::string region_name(const char region[2]) {
    return std::string(region, 2);
}

// 0 when the text is not `+` and at most 15 digits.
uint64_t value_of(const std::string &e164) {
    if (e164.size() < 2 || e164.size() > 16 || e164[0] != '+') return 0;
    uint64_t value = 0;
    for (size_t index = 1; index < e164.size(); index++) {
        const char character = e164[index];
        if (character < '0' || character > '9') return 0;
        value = value * 10 + static_cast<uint64_t>(character - '0');
    }
    return value;
}

bool parse(const std::string &text, const std::string &region, PhoneNumber *number) {
    return instance().Parse(text, region, number) == PhoneNumberUtil::NO_PARSING_ERROR;
}

} // namespace

extern "C" bool hookswitch_phone_region_supported(const char region[2]) {
    return hookswitch_phone_region_country_code(region) != 0;
}

extern "C" int32_t hookswitch_phone_region_country_code(const char region[2]) {
    try {
        return instance().GetCountryCodeForRegion(region_name(region));
    } catch (...) {
        return 0;
    }
}

extern "C" hookswitch_phone_number hookswitch_phone_read(const char *text, size_t length, const char region[2]) {
    hookswitch_phone_number result = {0, 0, 0, false};
    if (text == nullptr) return result;
    try {
        PhoneNumber number;
        if (!parse(std::string(text, length), region_name(region), &number)) return result;
        // Possible, not valid: ranges opened after the library was made, and those kept for examples, are numbers too.
        if (!instance().IsPossibleNumber(number)) return result;

        // E.164 leaves an extension out.
        std::string e164;
        instance().Format(number, PhoneNumberUtil::E164, &e164);
        const uint64_t digits = value_of(e164);
        if (digits == 0) return result;

        result.digits = digits;
        result.country_code = number.country_code();
        result.destination_code_length = instance().GetLengthOfNationalDestinationCode(number);
        result.valid = true;
        return result;
    } catch (...) {
        return hookswitch_phone_number{0, 0, 0, false};
    }
}

extern "C" bool hookswitch_phone_possible(uint64_t digits) {
    try {
        PhoneNumber number;
        return parse("+" + std::to_string(digits), "ZZ", &number) && instance().IsPossibleNumber(number);
    } catch (...) {
        return false;
    }
}

extern "C" size_t hookswitch_phone_write(
    uint64_t digits, hookswitch_phone_notation notation, char *buffer, size_t capacity
) {
    if (buffer == nullptr) return 0;
    try {
        PhoneNumber number;
        if (!parse("+" + std::to_string(digits), "ZZ", &number)) return 0;

        std::string text;
        switch (notation) {
        case hookswitch_phone_notation_international:
            instance().Format(number, PhoneNumberUtil::INTERNATIONAL, &text);
            break;
        case hookswitch_phone_notation_national:
            instance().Format(number, PhoneNumberUtil::NATIONAL, &text);
            break;
        case hookswitch_phone_notation_significant:
            instance().GetNationalSignificantNumber(number, &text);
            break;
        default:
            return 0;
        }
        if (text.size() > capacity) return 0;
        std::memcpy(buffer, text.data(), text.size());
        return text.size();
    } catch (...) {
        return 0;
    }
}
