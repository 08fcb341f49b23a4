using System.Text;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Lifecycle;

/// <summary>Orders users by the UTF-8 bytes of their ids, as stores do; .NET's ordinal order is by UTF-16.</summary>
internal sealed class UserOrder : IComparer<UserId>
{
    public static UserOrder Instance { get; } = new();

    public int Compare(UserId x, UserId y) =>
        Encoding.UTF8.GetBytes(x.Value).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y.Value));
}
