using System.Collections.Immutable;
using TokenGateway.Core.Auditing;

namespace TokenGateway.Core.Tests.Auditing;

public sealed class AuditChainTests
{
    private static readonly AuditChain Chain = new(Key(1));

    private static readonly ImmutableArray<byte> Previous = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly AuditEntry Entry = new(new AuditActor("token:1", "alice", "1", "192.0.2.1"), AuditAction.TokenCreated, "token:2", "b", "a");

    public static TheoryData<string, AuditEntry> Others => new()
    {
        { "actor", Entry with { Actor = Entry.Actor with { Name = "token:3" } } },
        { "user", Entry with { Actor = Entry.Actor with { User = "bob" } } },
        { "no user", Entry with { Actor = Entry.Actor with { User = null } } },
        { "token", Entry with { Actor = Entry.Actor with { Token = "3" } } },
        { "address", Entry with { Actor = Entry.Actor with { Address = "192.0.2.2" } } },
        { "subject", Entry with { Subject = "token:3" } },
        { "action", new AuditEntry(Entry.Actor, AuditAction.TokenDeleted, Entry.Subject, Entry.Before, Entry.After) },
        { "no before", Entry with { Before = null } },
        { "empty before", Entry with { Before = "" } },
        { "before and after changed places", Entry with { Before = "a", After = "b" } },
        { "a letter moved to the neighbour", Entry with { Subject = "token:", Before = "2b" } },
        { "user and token changed places", Entry with { Actor = Entry.Actor with { User = "1", Token = "alice" } } },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Every_part_of_an_entry_counts(string what, AuditEntry other) =>
        Seal(entry: other).ShouldNotBe(Seal(), what);

    [Fact]
    public void Number_moment_predecessor_and_key_count()
    {
        Chain.Seal(Previous, 2, The.Start, Entry).ShouldNotBe(Seal());
        Chain.Seal(Previous, 1, The.Start.AddTicks(1), Entry).ShouldNotBe(Seal());
        Chain.Seal(AuditChain.Beginning, 1, The.Start, Entry).ShouldNotBe(Seal());
        new AuditChain(Key(2)).Seal(Previous, 1, The.Start, Entry).ShouldNotBe(Seal());
    }

    [Fact]
    public void The_zone_of_the_moment_does_not_count() =>
        Chain.Seal(Previous, 1, The.Start.ToOffset(TimeSpan.FromHours(2)), Entry).ShouldBe(Seal());

    // Computed by another program (Python's hmac over an HKDF-Expand of its own): what is in stores today can be checked tomorrow.
    [Fact]
    public void Seals_and_signatures_stay_what_they_are()
    {
        Convert.ToHexStringLower(Seal().AsSpan()).ShouldBe("43d1117d83ca598383e3dbe60709650cbf2520c1f5eba18ec10d2acef243e829");
        Convert.ToHexStringLower(Chain.Head(1, Previous).Signature.AsSpan()).ShouldBe("0c5c4858e96b9d044a0c68861bae422c6cd5f1670e1bb774fcbe9c869113b696");
    }

    [Fact]
    public void Signatures_of_one_end_do_not_count_for_another()
    {
        var (head, checkpoint, rekeyed) = (Chain.Head(5, Previous), Chain.Checkpoint(5, Previous), Chain.Rekeyed(5, Previous));

        new[] { head, checkpoint, rekeyed }.Select(Chain.IsHead).ShouldBe([true, false, false]);
        new[] { head, checkpoint, rekeyed }.Select(Chain.IsCheckpoint).ShouldBe([false, true, false]);
        new[] { head, checkpoint, rekeyed }.Select(Chain.IsRekeyed).ShouldBe([false, false, true]);
    }

    [Fact]
    public void An_end_that_was_changed_is_not_signed()
    {
        var head = Chain.Head(5, Previous);

        Chain.IsHead(head with { Seq = 6 }).ShouldBeFalse();
        Chain.IsHead(head with { Seal = AuditChain.Beginning }).ShouldBeFalse();
        Chain.IsHead(head with { Seal = [] }).ShouldBeFalse();
        Chain.IsHead(head with { Signature = [] }).ShouldBeFalse();
        new AuditChain(Key(2)).IsHead(head).ShouldBeFalse();
    }

    // The number behind a seal that is too long would be read as its end.
    [Fact]
    public void A_seal_of_another_length_is_never_signed() =>
        Chain.IsHead(Chain.Head(5, [.. Previous, 0])).ShouldBeFalse();

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public void A_short_key_is_refused(int length) =>
        Should.Throw<ArgumentException>(() => new AuditChain(new byte[length])).Message.ShouldContain("32");

    private static ImmutableArray<byte> Seal(AuditEntry? entry = null) => Chain.Seal(Previous, 1, The.Start, entry ?? Entry);

    private static byte[] Key(byte content) => [.. Enumerable.Repeat(content, 32)];
}
