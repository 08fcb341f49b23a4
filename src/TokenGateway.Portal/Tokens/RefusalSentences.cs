using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Tokens;

/// <summary>Codes of refusals as people say them.</summary>
internal static class RefusalSentences
{
    /// <summary>The sentence; a code that a later version wrote stands for itself.</summary>
    public static string Of(string code) => Text.ResourceManager.GetString("Refusal_" + code, Text.Culture) ?? code;
}
