using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace TokenGateway.Configuration.Errors;

/// <summary>Configuration paths: levels separated by <c>:</c>, compared ignoring case as .NET does.</summary>
internal static class ConfigPath
{
    public const string Gateway = "TokenGateway";

    public const string ReverseProxy = "ReverseProxy";

    public static string Join(string parent, string key) =>
        parent.Length == 0 ? key : parent + ConfigurationPath.KeyDelimiter + key;

    /// <summary>Joins several levels; numbers are list indexes.</summary>
    public static string Join(string parent, params ReadOnlySpan<object> keys)
    {
        foreach (var key in keys)
            parent = Join(parent, string.Create(CultureInfo.InvariantCulture, $"{key}"));
        return parent;
    }

    public static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    public static bool IsAtOrUnder(string path, string ancestor) =>
        path.StartsWith(ancestor, StringComparison.OrdinalIgnoreCase)
        && (path.Length == ancestor.Length || path[ancestor.Length] == ':');

    /// <summary>Whether the path belongs to a strictly read section.</summary>
    public static bool IsStrict(string path) => IsAtOrUnder(path, Gateway) || IsAtOrUnder(path, ReverseProxy);

    public static string? ParentOf(string path) => ConfigurationPath.GetParentPath(path);

    /// <summary>Whether the key is a list index in .NET's form: <c>0</c>, <c>1</c>, <c>17</c>.</summary>
    public static bool IsIndex(string key) =>
        key.Length is > 0 and < 10 && key.All(char.IsAsciiDigit) && (key.Length == 1 || key[0] != '0');
}
