using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Core.Access;

namespace TokenGateway.Core.Tests.Access;

/// <summary>Every operation against a <see cref="HashSet{T}"/>, over members that span several words.</summary>
public sealed class BitSetTests
{
    private static readonly Arbitrary<int[]> Members = Gen.Choose(0, 200).ArrayOf().ToArbitrary();

    [Fact]
    public void Members_are_those_of_the_set_in_order() =>
        Prop.ForAll(Members, a => BitSet.Of(a).Members().SequenceEqual(a.Distinct().Order())).QuickCheckThrowOnFailure();

    [Fact]
    public void Contains_agrees_for_every_integer() =>
        Prop.ForAll(Members, a => Enumerable.Range(-70, 400).All(i => BitSet.Of(a).Contains(i) == a.Contains(i))).QuickCheckThrowOnFailure();

    [Fact]
    public void Or_is_union() =>
        Prop.ForAll(Members, Members, (a, b) => IsSet(BitSet.Of(a).Or(BitSet.Of(b)), a.Union(b))).QuickCheckThrowOnFailure();

    [Fact]
    public void And_is_intersection() =>
        Prop.ForAll(Members, Members, (a, b) => IsSet(BitSet.Of(a).And(BitSet.Of(b)), a.Intersect(b))).QuickCheckThrowOnFailure();

    [Fact]
    public void ContainsAll_is_superset() =>
        Prop.ForAll(Members, Members, (a, b) =>
            BitSet.Of(a).ContainsAll(BitSet.Of(b)) == a.ToHashSet().IsSupersetOf(b)
            && BitSet.Of(a).Or(BitSet.Of(b)).ContainsAll(BitSet.Of(b))).QuickCheckThrowOnFailure();

    [Fact]
    public void Intersects_is_overlap() =>
        Prop.ForAll(Members, Members, (a, b) => BitSet.Of(a).Intersects(BitSet.Of(b)) == a.ToHashSet().Overlaps(b)).QuickCheckThrowOnFailure();

    [Fact]
    public void IsEmpty_is_no_members() =>
        Prop.ForAll(Members, Members, (a, b) =>
            BitSet.Of(a).And(BitSet.Of(b)).IsEmpty == !a.Intersect(b).Any()).QuickCheckThrowOnFailure();

    [Fact]
    public void Default_value_is_the_empty_set()
    {
        BitSet empty = default;
        empty.IsEmpty.ShouldBeTrue();
        empty.Contains(0).ShouldBeFalse();
        empty.Members().ShouldBeEmpty();
        empty.ContainsAll(default).ShouldBeTrue();
        empty.ContainsAll(BitSet.Of([0])).ShouldBeFalse();
        empty.Intersects(BitSet.Of([0])).ShouldBeFalse();
        BitSet.Of([3]).ContainsAll(empty).ShouldBeTrue();
        BitSet.Of([3]).And(empty).IsEmpty.ShouldBeTrue();
        BitSet.Of([3]).Or(empty).Contains(3).ShouldBeTrue();
    }

    private static bool IsSet(BitSet set, IEnumerable<int> members) => set.Members().SequenceEqual(members.Distinct().Order());
}
