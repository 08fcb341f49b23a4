using System.Text.RegularExpressions;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>Whether a method stands before a target in what a trial sent, wherever a request may begin in it.</summary>
internal static class SentMethods
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    // A WebSocket over HTTP/2 is sent as CONNECT and decided as GET (RFC 8441).
    public static bool Contain(string sent, string method) =>
        Stands(sent, method) || (method == "GET" && Stands(sent, "CONNECT"));

    private static bool Stands(string sent, string method) => Regex.IsMatch(
        sent, $@"{Regex.Escape(method)} +(/|https?://|\*)|:method[:=]? *{Regex.Escape(method)}(\r|$)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Limit);
}
