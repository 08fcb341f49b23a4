using System.Globalization;

namespace TokenGateway.Tests.Documents.Running;

/// <summary>Where a page is run: a folder in place of the machine's, free ports in place of those that pages name.</summary>
internal sealed record PagePlace(string Folder, int Edge, int Management, int Probe, int Upstream)
{
    private static readonly string[] Folders = ["/srv/", "/opt/", "/etc/", "/var/lib/"];

    /// <summary>The page's words for this place.</summary>
    public string Localize(string text)
    {
        foreach (var folder in Folders)
            text = text.Replace(" " + folder, $" {Folder}{folder}", StringComparison.Ordinal).Replace("=" + folder, $"={Folder}{folder}", StringComparison.Ordinal);
        foreach (var (written, real) in Ports())
            text = text.Replace(written, real, StringComparison.Ordinal);
        return text.Replace("//legacy:", "//127.0.0.1:", StringComparison.Ordinal);
    }

    /// <summary>This place's words for the page.</summary>
    public string Globalize(string text)
    {
        text = text.Replace(Folder, "", StringComparison.Ordinal);
        foreach (var (written, real) in Ports())
            text = text.Replace(real, written, StringComparison.Ordinal);
        return text;
    }

    private IEnumerable<(string Written, string Real)> Ports() =>
        from pair in new[] { (8080, Edge), (8081, Management), (8082, Probe), (9000, Upstream) }
        select (string.Create(CultureInfo.InvariantCulture, $":{pair.Item1}"), string.Create(CultureInfo.InvariantCulture, $":{pair.Item2}"));
}
