using System.Security.Cryptography;

namespace TokenGateway.Management.Authentication.Passwords;

/// <summary>
/// Remembers the networks of an account's successful sign-ins, in a table of fixed size: a later sign-in overwrites an
/// earlier one in the same slot, a failed attempt never does. Its failures are counted separately, so that attacks on the
/// account, or from the same network, do not delay it. Used under the throttle's lock.
/// </summary>
internal sealed class KnownSignIns
{
    private const int Places = 1 << 14;

    private readonly Entry[] _entries = new Entry[Places];

    private FailureBucket _unused;

    // Independent of the slot and different in every process, so that a client cannot choose an account that collides with another.
    private readonly int _salt = RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>Null: not known.</summary>
    public KnownSignIn? Find(SignInOrigin origin, string account)
    {
        var known = Locate(origin, account);
        return _entries[known.Place].Mark == known.Mark ? known : null;
    }

    public void Remember(SignInOrigin origin, string account)
    {
        var known = Locate(origin, account);
        if (_entries[known.Place].Mark != known.Mark)
            _entries[known.Place] = new Entry { Mark = known.Mark };
    }

    /// <summary>The counts of a found entry; if it was overwritten since, those of an unused dummy.</summary>
    public ref FailureBucket At(KnownSignIn known)
    {
        ref var entry = ref _entries[known.Place];
        if (entry.Mark == known.Mark)
            return ref entry.Failures;
        _unused = default;
        return ref _unused;
    }

    private KnownSignIn Locate(SignInOrigin origin, string account)
    {
        var of = account.GetHashCode(StringComparison.Ordinal);
        var place = HashCode.Combine(origin.Network, of) & (Places - 1);

        // Never 0, which marks an empty slot.
        var mark = ((long)HashCode.Combine(_salt, of, origin.Network) << 32) | (uint)of | 1;
        return new KnownSignIn(place, mark);
    }

    private struct Entry
    {
        public long Mark;
        public FailureBucket Failures;
    }
}
