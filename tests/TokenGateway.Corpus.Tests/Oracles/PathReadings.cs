using System.Text;
using System.Text.RegularExpressions;
using TokenGateway.Corpus.Tests.Running;

namespace TokenGateway.Corpus.Tests.Oracles;

/// <summary>How servers behind a proxy read a path, each written down from its documentation and not from our code.</summary>
internal static class PathReadings
{
    private static readonly Encoding WithoutOthers = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(""));

    public static IEnumerable<(string Reader, string Path)> Of(string target)
    {
        var path = target.Split('?', 2)[0];
        yield return ("a server that does nothing", path);
        yield return ("CGI, which decodes once", Resolve(Decode(path)));
        yield return ("a server that decodes twice", Resolve(Decode(Decode(path))));
        yield return ("Tomcat, which drops path parameters first", Resolve(Decode(DropParameters(path))));
        yield return ("a server that drops path parameters after decoding", Resolve(DropParameters(Decode(path))));
        yield return ("nginx, which merges slashes", Resolve(Merge(Decode(path))));
        yield return ("IIS, to which a backslash is a slash", Resolve(Merge(TrimSegments(Decode(path).Replace('\\', '/')))));
        yield return ("Windows, to which a stream's type is no part of the name", Resolve(DropStreams(Decode(path))));
        foreach (var longer in Lengthen(Decode(path)))
            yield return ("Windows, to which files have short names as well", Resolve(longer));
        foreach (var (times, decoded) in new[] { ("once", Decode(path)), ("twice", Decode(Decode(path))) })
        {
            yield return ($"Windows, which drops dots and spaces at ends, decoded {times}", Resolve(Merge(TrimSegments(decoded))));
            yield return ($"Windows behind a server that drops path parameters, decoded {times}", Resolve(Merge(TrimSegments(DropParameters(decoded)))));
            yield return ($"a server that drops what is not UTF-8, decoded {times}", Resolve(Merge(DropOthers(decoded))));
            yield return ($"a server that drops what is not UTF-8 and decodes again, decoded {times}", Resolve(Merge(Decode(DropOthers(decoded)))));
            yield return ($"Windows behind such a server, decoded {times}", Resolve(Merge(TrimSegments(DropOthers(decoded)))));
            yield return ($"old IIS, to which overlong forms are characters, decoded {times}", Resolve(Merge(DecodeOverlong(decoded).Replace('\\', '/'))));
        }

        yield return ("a server that ends a path at NUL", Resolve(Decode(path).Split('\0')[0]));
        yield return ("a server that knows fragments", Resolve(path.Split('#')[0]));
    }

    private static string Decode(string text)
    {
        var decoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                decoded.Append((char)Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                decoded.Append(text[i]);
            }
        }

        return decoded.ToString();
    }

    // A character stands for the byte of the same number.
    private static string DropOthers(string decoded) => WithoutOthers.GetString(Encoding.Latin1.GetBytes(decoded));

    private static string DecodeOverlong(string decoded) =>
        Regex.Replace(decoded, "[\xc0\xc1].|\xe0[@A\x80\x81].", one => $"{(char)((one.Value[^2] << 6 | (one.Value[^1] & 0x3f)) & 0x7f)}", RegexOptions.Singleline | RegexOptions.NonBacktracking);

    private static string DropParameters(string path) => string.Join('/', path.Split('/').Select(segment => segment.Split(';')[0]));

    private static string DropStreams(string path) => string.Join('/', path.Split('/').Select(segment =>
        segment.IndexOf(":$", StringComparison.Ordinal) is var type and >= 0 ? segment[..type].TrimEnd(':') : segment));

    private static IEnumerable<string> Lengthen(string path) =>
        from name in CorpusRoutes.Prefixes.Values.SelectMany(prefix => prefix.Split('/')).Distinct(StringComparer.Ordinal)
        where name.Length > 8
        select string.Join('/', path.Split('/').Select(segment => IsShortNameOf(segment, name) ? name : segment));

    private static bool IsShortNameOf(string segment, string name) =>
        Regex.IsMatch(segment, $"^({name[..6]}~[0-9]|{name[..5]}~[0-9]{{2}}|{name[..2]}[0-9a-f]{{4}}~[0-9])([.].*)?$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking);

    private static string TrimSegments(string path) => string.Join('/', path.Split('/').Select(segment => segment is "." or ".." ? segment : segment.TrimEnd(' ', '.')));

    private static string Merge(string path)
    {
        while (path.Contains("//", StringComparison.Ordinal))
            path = path.Replace("//", "/", StringComparison.Ordinal);
        return path;
    }

    // RFC 3986, 5.2.4.
    private static string Resolve(string path)
    {
        var kept = new List<string>();
        foreach (var segment in path.Split('/').Skip(1))
        {
            if (segment == ".." && kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
            else if (segment is not ("." or ".."))
                kept.Add(segment);
        }

        return "/" + string.Join('/', kept);
    }
}
