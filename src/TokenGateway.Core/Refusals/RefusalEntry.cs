namespace TokenGateway.Core.Refusals;

/// <summary>One refusal: a row of the table in <see cref="RefusalCodes"/>.</summary>
/// <param name="Name">Stable, for programs and logs: <c>invalid_token</c>.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">The text without a more specific detail.</param>
/// <param name="Audience">Who sees the name.</param>
public sealed record RefusalEntry(string Name, int Status, string Title, RefusalAudience Audience)
{
    /// <summary>The documentation, relative to the repository's root.</summary>
    public string Documentation => Audience.HasFlag(RefusalAudience.Management)
        ? "docs/api.md#common-rules"
        : $"docs/troubleshooting.md#{Status}";
}
