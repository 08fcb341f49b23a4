using System.Collections.Immutable;
using TokenGateway.Commands.Options;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Times;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Import;

/// <summary>The requests in the lines of an import, and the lines without a valid one.</summary>
internal sealed class ImportLines
{
    public List<(int Line, ImportRequest Request)> Requests { get; } = [];

    public List<(int Line, string Text)> Faults { get; } = [];

    public static ImportLines Read(IReadOnlyList<ImportLine> lines)
    {
        var read = new ImportLines();
        foreach (var line in lines)
        {
            try
            {
                if (line.Fault is { } fault)
                    read.Faults.Add((line.Number, fault));
                else
                    read.Requests.Add((line.Number, ReadRequest(line)));
            }
            catch (UsageException wrong)
            {
                read.Faults.Add((line.Number, wrong.Message));
            }
        }

        return read;
    }

    private static ImportRequest ReadRequest(ImportLine line)
    {
        // The text is not repeated: it may be the value itself.
        if (!TokenDigest.TryParseHex(line.Texts.GetValueOrDefault(ImportLine.Digest), out var digest))
            throw new UsageException("sha256: 64 hexadecimal digits of the value's SHA-256 are expected");
        var owner = line.Texts.GetValueOrDefault("owner") ?? throw new UsageException("owner: required");
        var request = new IssueRequest
        {
            Owner = OptionParsers.User(owner),
            Name = line.Texts.GetValueOrDefault("name") ?? "",
            Description = line.Texts.GetValueOrDefault("description") ?? "",
            ExternalId = line.Texts.GetValueOrDefault("externalId") is { } chosen ? OptionParsers.ExternalId(chosen) : null,
            Role = line.Texts.GetValueOrDefault("role") is { } role ? OptionParsers.Role(role) : null,
            Permissions = Words(line, "permissions") is { Length: > 0 } limit ? OptionParsers.Permissions(limit) : (ImmutableArray<PermissionName>?)null,
            Realm = OptionParsers.Realm(line.Texts.GetValueOrDefault("realm")),
            Manages = Words(line, "manages") is { Length: > 0 } rights ? OptionParsers.Rights(rights) : ManagementRights.None,
            NotBefore = Moment(line, "notBefore"),
            ExpiresAt = Moment(line, "expiresAt"),
            Addresses = OptionParsers.Addresses(Words(line, "addresses")),
        };
        return new ImportRequest(request, digest, line.Hint ?? ImportedValue.HintOf(digest));
    }

    private static string[] Words(ImportLine line, string name) =>
        (line.Texts.GetValueOrDefault(name) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static DateTimeOffset? Moment(ImportLine line, string name) => line.Texts.GetValueOrDefault(name) is not { } text ? null
        : InstantText.TryParse(text, out var moment) ? moment
        : throw new UsageException($"{name} '{PrintableText.Escape(text)}': a time with its zone is expected, such as 2027-01-31T12:00:00Z");
}
