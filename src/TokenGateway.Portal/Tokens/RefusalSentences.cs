using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Tokens;

/// <summary>Refusal codes as sentences.</summary>
internal static class RefusalSentences
{
    /// <summary>The sentence; an unknown code of a later version is returned as is.</summary>
    public static string Of(string code) => Text.ResourceManager.GetString("Refusal_" + code, Text.Culture) ?? code;
}
