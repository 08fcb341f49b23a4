namespace TokenGateway.Commands.Import;

/// <summary>One line of an import file: its number, and its texts by the names of columns or members.</summary>
/// <param name="Number">In the file, from 1, the head line counted.</param>
/// <param name="Texts">Only those that are not empty. Lists are one text, separated by spaces.</param>
/// <param name="Fault">Why it cannot be read; null: it can.</param>
internal sealed record ImportLine(int Number, IReadOnlyDictionary<string, string> Texts, string? Fault = null)
{
    public const string Digest = "sha256";

    /// <summary>The value's digest came by another way than the file, with what may be shown of the value.</summary>
    public string? Hint { get; init; }

    public static ImportLine Unreadable(int number, string fault) => new(number, new Dictionary<string, string>(), fault);
}
