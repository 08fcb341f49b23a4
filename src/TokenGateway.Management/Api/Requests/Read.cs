using System.Collections.Immutable;
using System.Globalization;
using TokenGateway.Core.Access;
using TokenGateway.Core.Times;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Requests;

/// <summary>Converts texts of members and parameters to typed values; each error names the member and the expected form.</summary>
internal static class Read
{
    private const string RealmForm = "a realm is expected: 1 to 100 printable characters without surrounding white space";

    private const string NameForm = "a letter or digit, then letters, digits and . _ : - (at most 100) are expected.";

    public static UserId? User(string member, string? text) => text is null ? null
        : UserId.TryParse(text, out var id) ? id
        : throw ApiException.Value(member, "a user id is expected: 1 to 255 printable characters without % and surrounding white space.");

    public static IReadOnlyList<UserId>? Users(string member, IReadOnlyList<string>? texts) =>
        texts is null ? null : [.. texts.Select((text, i) => User($"{member}[{i}]", text ?? "")!.Value).Distinct()];

    public static Realm? Realm(string member, string? text) => text is null ? null
        : Core.Access.Realm.TryParse(text, out var realm) ? realm
        : throw ApiException.Value(member, RealmForm + ", and not *, which no token belongs to.");

    public static RealmSet? Realms(string member, IReadOnlyList<string>? texts) => texts is null ? null
        : RealmSet.TryParse(texts, out var realms, out var wrong) ? realms
        : throw ApiException.Value($"{member}[{wrong}]", RealmForm + ", or * for all.");

    public static RoleName? Role(string member, string? text) => text is null ? null
        : RoleName.TryParse(text, out var name) ? name
        : throw ApiException.Value(member, NameForm);

    public static ImmutableArray<RoleName>? Roles(string member, IReadOnlyList<string>? texts) =>
        texts is null ? null : [.. texts.Select((text, i) => Role($"{member}[{i}]", text ?? "")!.Value).Distinct()];

    public static ImmutableArray<PermissionName>? Permissions(string member, IReadOnlyList<string>? texts) => texts is null
        ? null
        : [.. texts.Select((text, i) => PermissionName.TryParse(text, out var name) ? name : throw ApiException.Value($"{member}[{i}]", NameForm))];

    public static ManagementRights? Rights(string member, IReadOnlyList<string>? texts) => texts?
        .Select((text, i) => ManagementRightsNames.TryParse(text, out var right)
            ? right
            : throw ApiException.Value($"{member}[{i}]", $"one of {string.Join(", ", ManagementRightsNames.Names)} is expected."))
        .Aggregate(ManagementRights.None, (sum, right) => sum | right);

    public static ImmutableArray<AddressRange> Addresses(string member, IReadOnlyList<string>? texts) =>
    [
        .. (texts ?? []).Select((text, i) => AddressRange.TryParse(text, out var range)
            ? range
            : throw ApiException.Value($"{member}[{i}]", "an address or a CIDR range is expected, such as 10.0.0.0/8 or 2001:db8::/32.")),
    ];

    public static ExternalId? ExternalId(string member, string? text) => text is null ? null
        : Core.Tokens.ExternalId.TryParse(text, out var id) ? id
        : throw ApiException.Value(member, "1 to 255 letters, digits and . _ - are expected, no dot first.");

    public static bool Flag(string member, string? text) => text switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw ApiException.Value(member, "true or false is expected."),
    };

    // The text is not repeated: it may be the value itself.
    public static TokenDigest? Digest(string member, string? text) => text is null ? null
        : TokenDigest.TryParseHex(text, out var digest) ? digest
        : throw ApiException.Value(member, "the SHA-256 of the value is expected: 64 hexadecimal digits.");

    public static DateTimeOffset? Moment(string member, string? text) => text is null ? null
        : InstantText.TryParse(text, out var moment) ? moment
        : throw ApiException.Value(member, "a time with its zone is expected, such as 2031-01-31T12:00:00Z.");

    public static TimeSpan? Duration(string member, string? text) => text is null ? null
        : DurationText.TryParse(text, out var time) ? time
        : throw ApiException.Value(member, "a whole number and a unit are expected: 90s, 15m, 12h, 30d.");

    /// <summary>A timestamp, or a duration before now.</summary>
    public static DateTimeOffset? Since(string member, string? text, DateTimeOffset now)
    {
        if (text is null)
            return null;
        if (DurationText.TryParse(text, out var ago))
            return ago < now - DateTimeOffset.MinValue ? now - ago : DateTimeOffset.MinValue;
        return InstantText.TryParse(text, out var moment)
            ? moment
            : throw ApiException.Value(member, "a time such as 2031-01-31T12:00:00Z, or how long ago, such as 90d, is expected.");
    }

    /// <summary>The expiry of something that begins now: at a time, or after a duration.</summary>
    public static DateTimeOffset? End(string? at, string? @in, DateTimeOffset now)
    {
        if (at is not null && @in is not null)
            throw ApiException.Value("expiresIn", "expiresAt is given too; only one of them is allowed.");
        if (Duration("expiresIn", @in) is not { } time)
            return Moment("expiresAt", at);
        return time > TimeSpan.Zero && time < DateTimeOffset.MaxValue - now
            ? now + time
            : throw ApiException.Value("expiresIn", "a time of more than zero is expected, with an expiry before the year 10000.");
    }

    public static TEnum? Word<TEnum>(string member, string? text)
        where TEnum : struct, Enum
    {
        if (text is null)
            return null;
        foreach (var one in Enum.GetValues<TEnum>())
        {
            if (one.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
                return one;
        }

        throw ApiException.Value(member, $"one of {string.Join(", ", Enum.GetNames<TEnum>())} is expected.");
    }

    public static TokenState? State(string? text) => text is null ? null
        : TokenStates.Find(text) ?? throw ApiException.Value("state", $"one of {string.Join(", ", TokenStates.Names)} is expected.");

    /// <summary>A number of days of usage counts; older ones are not stored.</summary>
    public static int Days(string member, string? text) => text is null ? UsagePeriod.DefaultDays
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= UsageRetention.KeptDays ? days
        : throw ApiException.Value(member, $"a whole number from 1 to {UsageRetention.KeptDays} is expected.");

    /// <summary>The page size, up to a maximum.</summary>
    public static int Limit(string? text) => text is null ? Page.DefaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is > 0 and <= Page.MaxLimit ? limit
        : throw ApiException.Value("limit", $"a whole number from 1 to {Page.MaxLimit} is expected.");
}
