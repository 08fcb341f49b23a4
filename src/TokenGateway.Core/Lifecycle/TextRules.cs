using TokenGateway.Core.Refusals;
using TokenGateway.Core.Texts;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>The rules for texts about a token, some of which become header values or log fields.</summary>
internal static class TextRules
{
    public static LifecycleError? Check(IssueRequest request)
    {
        if (!IsPrintable(request.Name, Token.MaxNameLength))
            return new(RefusalCode.InvalidValue, $"A name has at most {Token.MaxNameLength} printable characters.");
        if (!IsPrintable(request.Description, Token.MaxDescriptionLength))
            return new(RefusalCode.InvalidValue, $"A description has at most {Token.MaxDescriptionLength} printable characters.");
        return request.Addresses is { IsDefault: false, Length: > Token.MaxAddresses }
            ? new(RefusalCode.InvalidValue, $"A token has at most {Token.MaxAddresses} address ranges.")
            : null;
    }

    private static bool IsPrintable(string text, int most) => text.Length <= most && PrintableText.IsPrintable(text);
}
