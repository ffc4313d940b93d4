using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Platform.Events;

/// <summary>Events: written with each act, read by the organisation, kept for 30 days.</summary>
internal static class EventsModule
{
    public static IServiceCollection AddEvents(this IServiceCollection services) => services
        .AddSingleton<EventStore>()
        .AddSingleton(new RecurringWork("sweep-events", (provider, cancellation) => provider.GetRequiredService<EventStore>().SweepAsync(cancellation)))
        .AddSingleton<IJsonTypeInfoResolver>(EventsJson.Default);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(Page<Event>))]
internal sealed partial class EventsJson : JsonSerializerContext;
