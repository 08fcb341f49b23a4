using TokenGateway.Management.Api.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary>What is recorded of a stored token.</summary>
/// <param name="Days">The last days with requests, ascending.</param>
/// <param name="LastRefusal">Null: none since refusals are recorded.</param>
internal sealed record ShownUsage(IReadOnlyList<UsageDayView> Days, TokenRefusalView? LastRefusal)
{
    /// <summary>All together.</summary>
    public long Requests => Days.Sum(one => one.Requests);

    public string RefusalText => LastRefusal is { } last
        ? $"{Timestamps.Text(last.At)} {last.Code} ({last.Method ?? "another method"}{(last.Route is { } route ? $", route {route}" : "")})"
        : "never";
}
