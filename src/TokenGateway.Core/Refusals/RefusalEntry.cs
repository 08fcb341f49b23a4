namespace TokenGateway.Core.Refusals;

/// <summary>One refusal: a row of the table in <see cref="RefusalCodes"/>.</summary>
public sealed record RefusalEntry
{
    internal RefusalEntry(string name, int status, string title, RefusalAudience audience) =>
        (Name, Status, Title, Audience) = (name, status, title, audience);

    /// <summary>Stable, for programs and logs: <c>invalid_token</c>.</summary>
    public string Name { get; }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The text without a more specific detail.</summary>
    public string Title { get; }

    /// <summary>Who sees the name.</summary>
    internal RefusalAudience Audience { get; }

    /// <summary>The documentation, relative to the repository's root.</summary>
    internal string Documentation => Audience.HasFlag(RefusalAudience.Management)
        ? "docs/api.md#common-rules"
        : $"docs/troubleshooting.md#{Status}";
}
