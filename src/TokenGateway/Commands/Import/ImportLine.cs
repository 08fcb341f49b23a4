namespace TokenGateway.Commands.Import;

/// <summary>One line of an import file: its number, and its texts by column or member name.</summary>
/// <param name="Number">In the file, from 1, including the header line.</param>
/// <param name="Texts">Only non-empty ones. Lists are one text, separated by spaces.</param>
/// <param name="Fault">Why it is unreadable; null: it is readable.</param>
internal sealed record ImportLine(int Number, IReadOnlyDictionary<string, string> Texts, string? Fault = null)
{
    public const string Digest = "sha256";

    /// <summary>The displayable part of a value whose digest does not come from the file.</summary>
    public string? Hint { get; init; }

    public static ImportLine Unreadable(int number, string fault) => new(number, new Dictionary<string, string>(), fault);
}
