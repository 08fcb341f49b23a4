using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Dialects.Calls;

/// <summary>User numbers, for products that identify users by number.</summary>
internal static class UserNumbers
{
    // Stored users are numbered from 1 and never reach it.
    private const long FirstDeclared = 1L << 30;

    /// <summary>
    /// The number of a stored user; for a declared one, a number derived from the id, which stays the same as long as the
    /// id does. Positive, below 2^31.
    /// </summary>
    public static long Of(User user)
    {
        if (user.Number > 0)
            return user.Number;
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(user.Id.Value));
        return FirstDeclared | (BinaryPrimitives.ReadUInt32BigEndian(digest) & (FirstDeclared - 1));
    }
}
