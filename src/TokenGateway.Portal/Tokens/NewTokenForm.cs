using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using TokenGateway.Core.Access;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Portal.Tokens;

/// <summary>
/// The fields of a new token, from a submitted form or a link:
/// <c>/tokens/new?name=ci&amp;permission=orders:read&amp;expires=30d</c>.
/// </summary>
internal sealed record NewTokenForm
{
    public const string Me = "me";
    public const string Script = "script";
    public const string Ci = "ci";

    private const string Address = "/tokens/new";

    /// <summary>A longer URL is not used as a return address.</summary>
    private const int LongestLink = 2000;

    private static readonly string[] Single = ["name", "description", "use", "owner", "role", "realm", "rights", "expires", "days", "until", "zone", "notBefore", "addresses", "all"];
    private static readonly string[] Several = ["permission", "manages"];

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>Who will use it; determines the suggestions.</summary>
    public string Use { get; init; } = Me;

    /// <summary>Empty: the caller.</summary>
    public string Owner { get; init; } = "";

    /// <summary>Empty: the owner's lowest role.</summary>
    public string Role { get; init; } = "";

    public string Realm { get; init; } = "";

    /// <summary>Whether only the selected permissions apply, instead of all of the role.</summary>
    public bool IsLimited { get; init; }

    public IReadOnlyList<string> Permissions { get; init; } = [];

    public IReadOnlyList<string> Manages { get; init; } = [];

    /// <summary>One of <see cref="Lifetime"/>, or a number of days such as <c>45d</c>.</summary>
    public string Expires { get; init; } = Lifetime.Suggested;

    public string Days { get; init; } = "";

    /// <summary>A local time, <c>2026-12-27T14:05</c>, in <see cref="Zone"/>.</summary>
    public string Until { get; init; } = "";

    /// <summary>An IANA time zone; empty: UTC.</summary>
    public string Zone { get; init; } = "";

    public string NotBefore { get; init; } = "";

    /// <summary>Addresses or CIDR ranges, separated by line ends, commas or spaces.</summary>
    public string Addresses { get; init; } = "";

    /// <summary>Whether the user confirmed a token with all permissions.</summary>
    public bool WantsAll { get; init; }

    /// <summary>Identifies a form that is submitted twice.</summary>
    public string Once { get; init; } = "";

    /// <summary>The names of the fields that a link filled in.</summary>
    public IReadOnlySet<string> FromLink { get; init; } = new HashSet<string>();

    /// <summary>Whether a collapsed field was filled in.</summary>
    public bool HasMore => Description.Length + Addresses.Length + NotBefore.Length + Realm.Length + Manages.Count > 0;

    public static NewTokenForm Of(IFormCollection form) => Read(name => form[name]) with { Once = form["once"].ToString() };

    public static NewTokenForm Of(IQueryCollection query)
    {
        var read = Read(name => query[name]);
        return read with
        {
            IsLimited = read.IsLimited || read.Permissions.Count > 0,
            FromLink = Single.Concat(Several).Where(query.ContainsKey).ToHashSet(),

            // Only the user may confirm this, not a link.
            WantsAll = false,
        };
    }

    /// <summary>Copies another token, with the same lifetime.</summary>
    public static NewTokenForm Like(Token token, UserId caller)
    {
        ArgumentNullException.ThrowIfNull(token);
        return new NewTokenForm
        {
            Name = token.Name,
            Description = token.Description,
            Owner = token.Owner == caller ? "" : token.Owner.Value,
            Role = token.Role.Value,
            Realm = token.Realm == Core.Access.Realm.Default ? "" : token.Realm.Value,
            IsLimited = token.Permissions is not null,
            Permissions = [.. (token.Permissions ?? []).Select(name => name.Value)],
            Manages = ManagementRightsNames.Of(token.Manages),
            Expires = token.ExpiresAt is { } end && token.CreatedAt != default
                ? Math.Max(1, (int)Math.Round((end - token.CreatedAt).TotalDays)).ToString(CultureInfo.InvariantCulture) + "d"
                : Lifetime.Suggested,
            Addresses = string.Join('\n', token.Addresses),
        };
    }

    /// <summary>The same with these permissions and no others, marked as what a link filled in.</summary>
    public NewTokenForm LimitedTo(IReadOnlyList<string> permissions) =>
        this with { IsLimited = true, Permissions = permissions, FromLink = FromLink.Append("permission").ToHashSet() };

    /// <summary>The link that fills in the form as submitted.</summary>
    public static string LinkOf(IFormCollection form)
    {
        var query = Single.Except(["all"]).Concat(Several).SelectMany(name => form[name].Where(value => value?.Length > 0).Select(value => KeyValuePair.Create(name, value)));
        var link = Address + QueryString.Create(query);
        return link.Length <= LongestLink ? link : Address;
    }

    private static NewTokenForm Read(Func<string, StringValues> field) => new()
    {
        Name = field("name").ToString(),
        Description = field("description").ToString(),
        Use = field("use").ToString() is Script or Ci ? field("use").ToString() : Me,
        Owner = field("owner").ToString().Trim(),
        Role = field("role").ToString(),
        Realm = field("realm").ToString().Trim(),
        IsLimited = field("rights") == "some",
        Permissions = Values(field("permission")),
        Manages = Values(field("manages")),
        Expires = ExpiresOf(field),
        Days = field("days").ToString().Trim(),
        Until = field("until").ToString(),
        Zone = field("zone").ToString(),
        NotBefore = field("notBefore").ToString(),
        Addresses = field("addresses").ToString(),
        WantsAll = field("all") == "yes",
    };

    // A number of days or a time implies the choice.
    private static string ExpiresOf(Func<string, StringValues> field) =>
        field("expires").ToString() is { Length: > 0 } chosen ? chosen
        : !string.IsNullOrWhiteSpace(field("days")) ? Lifetime.Days
        : !string.IsNullOrWhiteSpace(field("until")) ? Lifetime.Until
        : Lifetime.Suggested;

    /// <summary>Whether times can be parsed; on a machine without time zones, only UTC is known.</summary>
    public bool KnowsZone => Zone is "" or "UTC" || TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _);

    private static string[] Values(StringValues values) => [.. values.OfType<string>().Where(value => value.Length > 0).Distinct()];

    /// <summary>A local time of the form in UTC; null: invalid, or the zone is unknown here.</summary>
    public DateTimeOffset? Moment(string local)
    {
        if (!DateTime.TryParseExact(local, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return null;
        if (Zone.Length == 0 || Zone == "UTC")
            return new DateTimeOffset(time, TimeSpan.Zero);
        return TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime() : null;
    }
}
