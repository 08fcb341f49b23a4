using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using TokenGateway.Core.Refusals;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Requests;

/// <summary>An opaque cursor: the list it belongs to, and the last item of the page.</summary>
internal static class Cursor
{
    private const char Separator = '\n';

    public static string Write(string kind, string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(kind + Separator + place));

    /// <summary>The last item; null: no cursor was given.</summary>
    /// <exception cref="ApiException">The cursor does not belong to this list.</exception>
    public static string? Read(string kind, string? cursor)
    {
        if (cursor is null)
            return null;
        if (Base64Url.IsValid(cursor) && Base64Url.DecodeFromChars(cursor) is var bytes && Utf8.IsValid(bytes)
            && Encoding.UTF8.GetString(bytes).Split(Separator, 2) is [var found, { Length: > 0 } place] && found == kind)
        {
            return place;
        }

        throw Wrong();
    }

    public static ApiException Wrong() =>
        new(RefusalCode.InvalidRequest, "cursor: the value of \"next\" of the previous page of the same list is expected.");
}
