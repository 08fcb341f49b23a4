namespace TokenGateway.Management.Api.Leaks;

/// <summary>The response to a leak report: the same for every value.</summary>
internal sealed record LeakAnswer(string Detail)
{
    public static LeakAnswer Instance { get; } = new("Thank you. If a token has this value, it is deactivated and its owner is notified.");
}
