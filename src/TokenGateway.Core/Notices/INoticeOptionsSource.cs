namespace TokenGateway.Core.Notices;

/// <summary>Provides the notice options of the current configuration generation.</summary>
public interface INoticeOptionsSource
{
    NoticeOptions Current { get; }
}
