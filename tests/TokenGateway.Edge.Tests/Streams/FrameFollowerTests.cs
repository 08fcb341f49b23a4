using FsCheck;
using FsCheck.Fluent;
using TokenGateway.Edge.Streams;

namespace TokenGateway.Edge.Tests.Streams;

public sealed class FrameFollowerTests
{
    public static TheoryData<int> Frames => [.. Enumerable.Range(0, TheFrames.Every.Count)];

    [Theory]
    [MemberData(nameof(Frames))]
    public void A_frame_ends_where_it_ends_wherever_its_bytes_are_cut(int index)
    {
        var frame = TheFrames.Every[index];
        for (var cut = 0; cut <= frame.Length; cut += cut < 20 || cut > frame.Length - 20 ? 1 : 97)
        {
            var follower = new FrameFollower();
            follower.Take(frame.AsSpan(0, cut)).ShouldBe(cut);
            follower.IsBetweenFrames.ShouldBe(cut == 0 || cut == frame.Length);
            follower.Take([.. frame.AsSpan(cut), 0x81, 0x01]).ShouldBe(cut == frame.Length ? 2 : frame.Length - cut);
            follower.IsBetweenFrames.ShouldBe(cut < frame.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public void A_frame_ends_where_it_ends_byte_by_byte(int index)
    {
        var (frame, follower) = (TheFrames.Every[index], new FrameFollower());
        for (var i = 0; i < frame.Length; i++)
        {
            follower.Take(frame.AsSpan(i, 1)).ShouldBe(1);
            if (follower.IsBetweenFrames != (i == frame.Length - 1))
                follower.IsBetweenFrames.ShouldBe(i == frame.Length - 1, $"after byte {i} of {frame.Length}");
        }
    }

    [Fact]
    public void The_borders_are_the_same_however_the_bytes_come() =>
        Prop.ForAll(Gen.Choose(0, TheFrames.Every.Count - 1).ArrayOf().ToArbitrary(), Gen.Choose(1, 400).NonEmptyListOf().ToArbitrary(), (picks, pieces) =>
        {
            var frames = picks.Select(pick => TheFrames.Every[pick]).ToList();
            var bytes = frames.SelectMany(frame => frame).ToArray();
            var borders = new HashSet<int>(frames.Select((_, i) => frames.Take(i + 1).Sum(frame => frame.Length))) { 0 };
            var (follower, at) = (new FrameFollower(), 0);
            for (var i = 0; at < bytes.Length; i++)
            {
                var end = Math.Min(bytes.Length, at + (i % 7 == 6 ? 50_000 : pieces[i % pieces.Count]));
                follower.TakeAll(bytes.AsSpan(at..end));
                at = end;
                if (follower.IsBetweenFrames != borders.Contains(at))
                    return false;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Theory]
    [InlineData(0x81, false)]
    [InlineData(0x82, false)]
    [InlineData(0x89, false)]
    [InlineData(0x88, true)]
    public void A_close_frame_is_seen(byte first, bool isClose)
    {
        var follower = new FrameFollower();

        follower.TakeAll([.. TheFrames.Frame(0x81, 8), .. TheFrames.Frame(first, 2)]);

        follower.SawClose.ShouldBe(isClose);
    }

    [Fact]
    public void A_length_beyond_all_measure_is_only_a_frame_that_does_not_end()
    {
        var follower = new FrameFollower();

        follower.TakeAll([0x82, 127, 255, 255, 255, 255, 255, 255, 255, 255, .. new byte[1000]]);

        follower.IsBetweenFrames.ShouldBeFalse();
    }
}
