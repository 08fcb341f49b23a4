using TokenGateway.Core.Tokens;
using TokenGateway.Dialects;

namespace TokenGateway.Commands.Import;

/// <summary>Adds the digests of values from standard input to the lines of a file without digests.</summary>
internal sealed class StandardInputValues(ITokenShape shape, bool allowWeak)
{
    private const int HintTail = 4;

    /// <exception cref="UsageException">A line already has a digest, or the numbers of values and lines differ.</exception>
    public async Task<IReadOnlyList<ImportLine>> AddAsync(
        IReadOnlyList<ImportLine> lines, TextReader input, CancellationToken cancellationToken)
    {
        var complete = new List<ImportLine>(lines.Count);
        foreach (var line in lines)
        {
            if (line.Texts.ContainsKey(ImportLine.Digest))
                throw new UsageException($"line {line.Number} has a sha256: with --hash-values-from-stdin the values come from standard input");
            var value = await input.ReadLineAsync(cancellationToken)
                ?? throw new UsageException($"standard input has {complete.Count} values, but the file has {lines.Count} lines");
            complete.Add(line.Fault is null ? WithDigest(line, value) : line);
        }

        return await input.ReadLineAsync(cancellationToken) is { Length: > 0 }
            ? throw new UsageException($"standard input has more values than the file has lines ({lines.Count})")
            : complete;
    }

    private ImportLine WithDigest(ImportLine line, string value)
    {
        if (!ImportedValue.CanBePresented(value))
            return ImportLine.Unreadable(line.Number, $"the value cannot be sent in a request: 1 to {TokenDigest.MaxValueLength} visible ASCII characters without spaces are expected");
        if (shape.Judge(value) == TokenShapeVerdict.Broken)
            return ImportLine.Unreadable(line.Number, "the value has this gateway's own prefix but a wrong checksum, so it would be refused (Tokens:Prefix)");
        if (!allowWeak && ImportedValue.CanBeGuessed(value))
            return ImportLine.Unreadable(line.Number, $"the value can be guessed: it has less than {ImportedValue.MinBits} bits of entropy (value_too_weak)");
        var texts = new Dictionary<string, string>(line.Texts, StringComparer.Ordinal) { [ImportLine.Digest] = TokenDigest.Of(value).ToString() };
        return line with { Texts = texts, Hint = "..." + value[^Math.Min(HintTail, value.Length / 4)..] };
    }
}
