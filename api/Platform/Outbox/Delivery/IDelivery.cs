namespace Aos.Api.Platform.Outbox.Delivery;

/// <summary>One way out: a mail server, an SMS gateway, or the inbox of development.</summary>
internal interface IDelivery
{
    /// <summary>Delivers a message. It may be called again for the same row; the id of the row lets the other side know.</summary>
    /// <exception cref="DeliveryException">It could not be delivered.</exception>
    Task DeliverAsync(OutboxRow row, MessageContent content, CancellationToken cancellation);
}

/// <summary>A message could not be delivered.</summary>
/// <param name="reason">Why, without anything that the message or its recipient would be known by.</param>
/// <param name="text">What the other side said.</param>
/// <param name="isFinal">True if another attempt would end the same way.</param>
/// <param name="inner">What happened.</param>
internal sealed class DeliveryException(string reason, string text, bool isFinal, Exception? inner = null) : Exception(text, inner)
{
    /// <summary>Why, fit for a log.</summary>
    public string Reason { get; } = reason;

    /// <summary>True if another attempt would end the same way.</summary>
    public bool IsFinal { get; } = isFinal;
}

/// <summary>Which way each channel takes on this node.</summary>
internal sealed class Deliveries(SmtpDelivery smtp, SmsDelivery sms, Inbox.InboxDelivery inbox, IHostEnvironment environment)
{
    /// <summary>The way of a channel; null if there is none, so that its messages wait.</summary>
    public IDelivery? Of(string channel) =>
        channel == Channel.Mail && smtp.IsSet ? smtp
        : channel == Channel.Sms && sms.IsSet ? sms
        : environment.IsDevelopment() ? inbox : null;
}
