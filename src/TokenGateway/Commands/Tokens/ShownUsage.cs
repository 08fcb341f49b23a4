using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary>What is recorded of a stored token.</summary>
/// <param name="Days">The last days with requests, ascending.</param>
/// <param name="LastRefusal">Null: none since refusals are recorded.</param>
/// <param name="Needs">Which permissions requests needed.</param>
internal sealed record ShownUsage(IReadOnlyList<UsageDayView> Days, TokenRefusalView? LastRefusal, TokenPrivileges Needs)
{
    /// <summary>The permissions that requests needed within 90 days.</summary>
    public string NeededText => Needs.Names(PermissionNeed.Used) is { Count: > 0 } used ? Fields.List(used) : "none";

    /// <summary>Those that no request needed, and since when that is known.</summary>
    public string UnusedText => Needs.Since is not { } since ? "not recorded yet"
        : Needs.Names(PermissionNeed.Unused) is { Count: > 0 } unused ? $"{Fields.List(unused)} (since {since:yyyy-MM-dd})"
        : "none";

    /// <summary>All together.</summary>
    public long Requests => Days.Sum(one => one.Requests);

    public string RefusalText => LastRefusal is { } last
        ? $"{Timestamps.Text(last.At)} {last.Code} ({last.Method ?? "another method"}{(last.Route is { } route ? $", route {route}" : "")})"
        : "never";
}
