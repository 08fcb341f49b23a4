using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Calls;

/// <summary>Users by number, for products that know them so.</summary>
internal static class UserNumbers
{
    // Stored users are counted from 1 and do not get there.
    private const long FirstDeclared = 1L << 30;

    /// <summary>
    /// A stored user's own number; for one that the file declares a number made of the id, so that it stays the same for as
    /// long as the id does. Positive, below 2^31.
    /// </summary>
    public static long Of(User user)
    {
        if (user.Number > 0)
            return user.Number;
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(user.Id.Value));
        return FirstDeclared | (BinaryPrimitives.ReadUInt32BigEndian(digest) & (FirstDeclared - 1));
    }
}
