using System.Globalization;
using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Api.Requests;

namespace TokenGateway.Portal.Tokens;

/// <summary>The filters of the list, from the URL; an invalid one is ignored.</summary>
internal sealed record TokenQuery
{
    private const string Yes = "1";

    /// <summary>Part of a name or hint.</summary>
    public string Text { get; private init; } = "";

    /// <summary><c>active</c>, <c>inactive</c>, <c>expired</c>, <c>deleted</c>; empty: all but deleted.</summary>
    public string State { get; private init; } = "";

    /// <summary>A user; empty: the caller's own, or for administrators everyone's.</summary>
    public string Owner { get; private init; } = "";

    /// <summary>Days without use; 0: no filter.</summary>
    public int Unused { get; private init; }

    /// <summary>Expires within this number of days; 0: no filter.</summary>
    public int Expiring { get; private init; }

    /// <summary>Only tokens that never expire.</summary>
    public bool Never { get; private init; }

    /// <summary>Only those that hold permissions which are never used.</summary>
    public bool Over { get; private init; }

    /// <summary>The sort order in the API's form; empty: by id.</summary>
    public string Sort { get; private init; } = "";

    public TokenId? After { get; private init; }

    public bool IsFiltered => Text.Length + State.Length + Owner.Length + Unused + Expiring > 0 || Never || Over;

    public static TokenQuery Of(IQueryCollection query) => new()
    {
        Text = query["q"].ToString().Trim(),
        State = query["state"].ToString(),
        Owner = query["owner"].ToString().Trim(),
        Unused = Days(query["unused"]),
        Expiring = Days(query["expiring"]),
        Never = query["never"] == Yes,
        Over = query["over"] == Yes,
        Sort = TokenOrders.TryRead(query["sort"].ToString(), out var order) ? TokenOrders.Write(order) ?? "" : "",
        After = TokenId.TryParse(query["after"], out var after) ? after : null,
    };

    public TokenFilter FilterAt(DateTimeOffset now) => new()
    {
        Now = now,
        Contains = Text.Length == 0 ? null : Text,
        State = Enum.TryParse<TokenState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : Expiring > 0 ? TokenState.Active : null,
        Owner = UserId.TryParse(Owner, out var owner) ? owner : null,
        UnusedSince = Unused > 0 ? now.AddDays(-Unused) : null,
        NeverExpires = Never,
        IsOverPrivileged = Over,
        Order = TokenOrders.TryRead(Sort, out var order) ? order : default,
        ExpiresBefore = Expiring > 0 ? now.AddDays(Expiring) : null,
    };

    /// <summary>The URL of the first page with these filters.</summary>
    public string Address => "/tokens" + QueryString.Create(Fields());

    public TokenQuery ExpiringWithin(int days) => this with { Expiring = days, Never = false };

    public TokenQuery NeverExpiring() => this with { Never = true, Expiring = 0 };

    /// <summary>By a column, reversed if already sorted by it.</summary>
    public TokenQuery SortedBy(string column) => this with { Sort = Sort == column ? "-" + column : column };

    /// <summary>The value of <c>aria-sort</c> for a column; null: not sorted by it.</summary>
    public string? DirectionOf(string column) => Sort == column ? "ascending" : Sort == "-" + column ? "descending" : null;

    // Unused ones are none of those that are over-privileged.
    public TokenQuery UnusedFor(int days) => this with { Unused = days, Over = false };

    public TokenQuery OverPrivileged() => this with { Over = true, Unused = 0 };

    /// <summary>The URL of the page after <paramref name="last"/>.</summary>
    public string PageAfter(TokenId last) => "/tokens" + QueryString.Create(Fields().Append(KeyValuePair.Create("after", (string?)last.ToString())));

    private IEnumerable<KeyValuePair<string, string?>> Fields()
    {
        foreach (var (name, value) in new[] { ("q", Text), ("state", State), ("owner", Owner), ("unused", Number(Unused)), ("expiring", Number(Expiring)), ("never", Never ? Yes : ""), ("over", Over ? Yes : ""), ("sort", Sort) })
        {
            if (value.Length > 0)
                yield return KeyValuePair.Create(name, (string?)value);
        }
    }

    private static string Number(int days) => days == 0 ? "" : days.ToString(CultureInfo.InvariantCulture);

    private static int Days(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 36500 ? days : 0;
}
