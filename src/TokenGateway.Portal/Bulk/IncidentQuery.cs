using System.Net;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Access;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Portal.Auditing;
using TokenGateway.Portal.Texts;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Bulk;

/// <summary>
/// The conditions that select the tokens of an incident, from the URL. An invalid condition selects nothing: without it
/// more tokens would match than intended.
/// </summary>
internal sealed record IncidentQuery
{
    private const string Yes = "1";

    /// <summary>In UTC, as <c>2026-12-27T14:05</c>, or with its zone.</summary>
    public string CreatedFrom { get; private init; } = "";

    public string CreatedBefore { get; private init; } = "";

    /// <summary>An address or CIDR range of the last use.</summary>
    public string UsedFrom { get; private init; } = "";

    public string Owner { get; private init; } = "";

    public string Realm { get; private init; } = "";

    public string Role { get; private init; } = "";

    public bool NeverUsed { get; private init; }

    /// <summary>Whether the last use had the token in the URL.</summary>
    public bool InUrl { get; private init; }

    public bool IsFiltered => Fields().Any();

    public static IncidentQuery Of(IQueryCollection query) => new()
    {
        CreatedFrom = query["createdFrom"].ToString().Trim(),
        CreatedBefore = query["createdBefore"].ToString().Trim(),
        UsedFrom = query["usedFrom"].ToString().Trim(),
        Owner = query["owner"].ToString().Trim(),
        Realm = query["realm"].ToString().Trim(),
        Role = query["role"].ToString().Trim(),
        NeverUsed = query["neverUsed"] == Yes,
        InUrl = query["inUrl"] == Yes,
    };

    public string Address => "/incident" + QueryString.Create(Fields());

    /// <summary>
    /// The filter for the store, and a predicate for the range of the last use, which the store cannot evaluate. Null:
    /// <paramref name="problems"/> has the errors.
    /// </summary>
    public (TokenFilter Filter, Func<Token, bool>? Matches)? Read(DateTimeOffset now, FieldProblems problems)
    {
        var filter = new TokenFilter
        {
            Now = now,
            CreatedFrom = AuditQuery.ReadTime("createdFrom", CreatedFrom, problems),
            CreatedBefore = AuditQuery.ReadTime("createdBefore", CreatedBefore, problems),
            NeverUsed = NeverUsed,
            UsedIn = InUrl ? TokenPlace.Query : null,
        };
        if (UserId.TryParse(Owner, out var owner))
            filter = filter with { Owner = owner };
        else if (Owner.Length > 0)
            problems.Add("owner", Text.Incident_OwnerWrong);
        if (Core.Access.Realm.TryParse(Realm, out var realm))
            filter = filter with { Realm = realm };
        else if (Realm.Length > 0)
            problems.Add("realm", Text.Incident_RealmWrong);
        if (RoleName.TryParse(Role, out var role))
            filter = filter with { Role = role };
        else if (Role.Length > 0)
            problems.Add("role", Text.Incident_RoleWrong);
        if (!AddressRange.TryParse(UsedFrom, out var range) && UsedFrom.Length > 0)
            problems.Add("usedFrom", Text.Incident_RangeWrong);
        if (problems.Any)
            return null;
        return (filter, UsedFrom.Length == 0 ? null : token => IPAddress.TryParse(token.LastUse?.From, out var address) && range.Contains(address));
    }

    private IEnumerable<KeyValuePair<string, string?>> Fields() =>
        new[]
        {
            ("createdFrom", CreatedFrom), ("createdBefore", CreatedBefore), ("usedFrom", UsedFrom), ("owner", Owner), ("realm", Realm), ("role", Role),
            ("neverUsed", NeverUsed ? Yes : ""), ("inUrl", InUrl ? Yes : ""),
        }.Where(one => one.Item2.Length > 0).Select(one => KeyValuePair.Create(one.Item1, (string?)one.Item2));
}
