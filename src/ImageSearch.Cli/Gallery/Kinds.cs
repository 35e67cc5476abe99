using SkiaSharp;
using static ImageSearch.Cli.Gallery.Stand;

namespace ImageSearch.Cli.Gallery;

/// <summary>The kinds of things that scenes show. Their order is part of what a seed means.</summary>
internal static class Kinds
{
    private static readonly string[] Rooms = ["kitchen", "office", "living room"];
    private static readonly string[] Land = ["beach", "forest", "street", "park", "snow", "desert", "mountains",
        "field"];
    private static readonly string[] Outside = [.. Land, "harbor"];
    private static readonly string[] Anywhere = [.. Outside, .. Rooms];
    private static readonly string[] Tables = [.. Rooms, "beach", "park", "forest", "street", "field", "snow"];
    private static readonly string[] Country = ["forest", "park", "snow", "desert", "mountains", "field"];
    private static readonly string[] Sea = ["beach", "harbor"];

    private static readonly string[] Paint = ["red", "orange", "yellow", "green", "blue", "purple", "pink", "black",
        "white", "gray"];
    private static readonly string[] Bright = ["red", "orange", "yellow", "green", "blue", "purple", "pink"];
    private static readonly string[] Fur = ["brown", "black", "white", "gray"];
    private static readonly string[] Brick = ["red", "yellow", "blue", "green", "pink", "white", "brown", "gray"];

    public static IReadOnlyList<Kind> All { get; } =
        [.. AnimalKinds(), .. WildKinds(), .. VehicleKinds(), .. FoodKinds(), .. BuildingKinds(), .. ToolKinds(),
            .. ObjectKinds(), .. PeopleKinds(), .. ActiveKinds()];

    private static Kind[] AnimalKinds() =>
    [
        Thing("dog", Ground, 165, Animals.Dog, Anywhere, Fur, "standing"),
        Thing("cat", Ground, 145, Animals.Cat, Anywhere, [.. Fur, "orange"], "sitting"),
        Thing("horse", Ground, 210, Animals.Horse, [.. Land], Fur, "standing"),
        Thing("zebra", Ground, 205, Animals.Zebra, Country, [], "standing"),
        Thing("cow", Ground, 195, Animals.Cow, [.. Country, "street"], ["brown", "black", "white"], "standing"),
        Thing("sheep", Ground, 155, Animals.Sheep, [.. Country, "street"], ["white", "black", "brown", "gray"],
            "standing"),
        Thing("pig", Ground, 155, Animals.Pig, [.. Country, "street"], ["pink", "brown", "black"], "standing"),
        Thing("rabbit,bunny", Ground, 135, Animals.Rabbit, Anywhere, Fur, "sitting"),
        Thing("chicken,hen", Ground, 135, Animals.Chicken, [.. Country, "street", "kitchen"], ["brown", "white",
            "black"], "standing"),
        Thing("duck", Ground, 130, Animals.Duck, [.. Sea, "park", "field", "snow", "street"], ["yellow", "white",
            "brown"], "standing"),
    ];

    private static Kind[] WildKinds() =>
    [
        Thing("elephant", Ground, 225, WildAnimals.Elephant, [.. Land], ["gray"], "standing"),
        Thing("giraffe", Ground, 240, WildAnimals.Giraffe, [.. Country, "street"], [], "standing", 0xE3B25C),
        Thing("lion", Ground, 180, WildAnimals.Lion, Country, [], "standing", 0xDFA654),
        Thing("bear", Ground, 190, WildAnimals.Bear, [.. Country, "street"], ["brown", "black", "white"], "standing"),
        Thing("camel", Ground, 205, WildAnimals.Camel, ["desert", "beach", "street", "field", "mountains"], [],
            "standing", 0xC79A5E),
        Thing("penguin", Ground, 150, WildAnimals.Penguin, ["snow", "beach", "harbor", "mountains", "street",
            "kitchen"], [], "standing"),
        Thing("bird", Sky, 105, WildAnimals.Bird, Outside, Paint, "flying"),
        Thing("butterfly", Sky, 100, WildAnimals.Butterfly, Outside, Bright, "flying"),
        Thing("turtle,tortoise", Ground, 150, WildAnimals.Turtle, [.. Land, "harbor"], ["green", "brown"], "walking"),
        Thing("frog", Ground, 135, WildAnimals.Frog, ["forest", "park", "field", "harbor", "street", "beach"],
            ["green", "brown", "yellow"], "sitting"),
    ];

    private static Kind[] VehicleKinds() =>
    [
        Thing("car", Ground, 215, Vehicles.Car, Outside, Paint, "parked"),
        Thing("bus", Ground, 245, Vehicles.Bus, [.. Land], Bright, "parked"),
        Thing("truck", Ground, 235, Vehicles.Truck, Outside, Paint, "parked"),
        Thing("fire truck,fire engine", Ground, 235, Vehicles.FireTruck, Outside, ["red", "yellow"], "parked"),
        Thing("bicycle,bike", Ground, 175, Vehicles.Bicycle, Anywhere, Paint, "parked"),
        Thing("motorcycle,motorbike", Ground, 190, Vehicles.Motorcycle, Outside, Paint, "parked"),
        Thing("train", Ground, 260, Vehicles.Train, [.. Country, "street"], Paint, null, max: 2),
        Thing("airplane,plane", Sky, 170, Vehicles.Airplane, Outside, Bright, "flying", max: 3),
        Thing("helicopter", Sky, 155, Vehicles.Helicopter, Outside, Paint, "flying", max: 3),
        Thing("sailboat,sailing boat", Water, 165, Vehicles.Sailboat, Sea, Paint, "sailing"),
        Thing("ship,boat", Water, 185, Vehicles.Ship, Sea, Paint, "floating", max: 3),
        Thing("tractor", Ground, 200, Vehicles.Tractor, [.. Country, "street"], ["red", "green", "blue", "yellow",
            "orange"], "parked"),
        Thing("hot air balloon", Sky, 165, Vehicles.HotAirBalloon, Outside, Bright, "floating", max: 3),
    ];

    private static Kind[] FoodKinds() =>
    [
        Food("apple", 130, Foods.Apple, ["red", "green", "yellow"]),
        Food("banana", 160, Foods.Banana, ["yellow"]),
        Food("pizza", 210, Foods.Pizza, [], max: 2),
        Food("cake,birthday cake", 165, Foods.Cake, ["pink", "brown", "yellow", "purple", "green", "blue"]),
        Food("hamburger,burger", 150, Foods.Hamburger, []),
        Food("ice cream cone,ice cream", 150, Foods.IceCream, ["pink", "yellow", "green", "brown", "purple"]),
        Food("cup of coffee", 140, Foods.CupOfCoffee, Paint),
        Food("bottle", 155, Foods.Bottle, ["green", "brown", "blue", "red", "purple"]),
        Food("slice of watermelon", 165, Foods.Watermelon, []),
        Food("carrot", 165, Foods.Carrot, ["orange"]),
        Food("loaf of bread", 160, Foods.Bread, []),
        Food("donut,doughnut", 140, Foods.Doughnut, ["pink", "brown", "white", "blue", "purple", "yellow"]),
        Food("strawberry", 120, Foods.Strawberry, ["red"]),
        Food("fried egg", 170, Foods.FriedEgg, [], max: 2),
        Food("piece of cheese", 160, Foods.Cheese, ["yellow"]),
    ];

    private static Kind[] BuildingKinds() =>
    [
        Thing("house", Back, 225, Buildings.House, Outside, Brick, null, max: 3),
        Thing("church", Back, 235, Buildings.Church, [.. Land], ["white", "gray", "brown", "yellow"], null, max: 2),
        Thing("skyscraper,tall building", Back, 270, Buildings.Skyscraper, [.. Outside], ["gray", "blue", "white",
            "brown", "green"], null, max: 3),
        Thing("lighthouse", Back, 255, Buildings.Lighthouse, ["beach", "harbor", "mountains", "field", "snow"],
            ["red", "blue", "black", "green", "orange"], null, max: 2),
        Thing("windmill", Back, 240, Buildings.Windmill, [.. Country, "beach"], ["white", "red", "brown", "blue",
            "gray"], null, max: 3),
        Thing("castle", Back, 240, Buildings.Castle, [.. Country, "beach", "harbor"], ["gray", "white", "brown",
            "pink", "yellow"], null, max: 2),
        Thing("barn", Back, 225, Buildings.Barn, Country, ["red", "blue", "brown", "green", "gray"], null, max: 2),
        Thing("tent", Back, 185, Buildings.Tent, [.. Country, "beach"], Bright, "pitched", max: 3),
        Thing("igloo", Back, 200, Buildings.Igloo, ["snow", "mountains", "beach"], [], null, max: 3),
        Thing("bridge", Back, 270, Buildings.Bridge, [.. Country, "harbor"], ["red", "gray", "blue", "green",
            "orange"], null, max: 1),
    ];

    private static Kind[] ToolKinds() =>
    [
        Tool("hammer", 155, Tools.Hammer, Bright),
        Tool("saw,hand saw", 165, Tools.Saw, [.. Bright, "brown"]),
        Tool("pair of scissors", 150, Tools.Scissors, Bright),
        Tool("screwdriver", 150, Tools.Screwdriver, Bright),
        Tool("wrench,spanner", 150, Tools.Wrench, ["gray", "red", "blue", "yellow", "black"]),
        Tool("book", 150, Tools.Book, Paint),
        Tool("alarm clock,clock", 130, Tools.Clock, Paint, "standing"),
        Tool("table lamp,lamp", 165, Tools.TableLamp, Bright, "standing"),
        Tool("phone,smartphone", 125, Tools.Phone, Paint),
        Tool("camera", 135, Tools.Camera, Paint),
        Tool("laptop,computer", 165, Tools.Laptop, []),
        Tool("potted plant,house plant", 160, Tools.PottedPlant, ["red", "orange", "blue", "white", "brown",
            "yellow"], "standing", false),
        Tool("vase of flowers", 165, Tools.Vase, ["red", "pink", "yellow", "purple", "white", "orange"], "standing",
            false),
    ];

    private static Kind[] ObjectKinds() =>
    [
        Thing("chair", Ground, 155, Objects.Chair, Anywhere, [.. Paint, "brown"], null),
        Thing("ladder", Ground, 215, Objects.Ladder, Anywhere, [.. Bright, "brown", "gray"], null, max: 2),
        Thing("guitar", Ground, 175, Objects.Guitar, Anywhere, [.. Bright, "brown", "black"], null, max: 3),
        Thing("umbrella", Ground, 165, Objects.Umbrella, Anywhere, Paint, null),
        Thing("ball,beach ball", Ground, 115, Objects.Ball, Anywhere, Bright, "lying"),
        Thing("suitcase", Ground, 135, Objects.Suitcase, Anywhere, [.. Paint, "brown"], "standing"),
        Thing("bench", Ground, 185, Objects.Bench, Outside, ["brown", "green", "red", "blue", "white"], null, max: 2),
        Thing("flower", Ground, 145, Objects.Flower, Land, ["red", "orange", "yellow", "blue", "purple", "pink",
            "white"], "growing"),
        Thing("tree", Back, 200, Objects.Tree, ["beach", "street", "park", "snow", "desert", "mountains", "field",
            "harbor"], ["green", "orange", "pink", "yellow", "red"], "growing"),
        Thing("snowman", Ground, 175, Objects.Snowman, ["snow", "street", "park", "mountains", "forest", "field"], [],
            "standing"),
        Thing("kite", Sky, 135, Objects.Kite, Outside, Bright, "flying"),
        Thing("balloon", Sky, 110, Objects.Balloon, Anywhere, Bright, "floating"),
        Thing("television,tv", Ground, 175, Objects.Television, Rooms, ["blue", "green", "purple", "red"], null,
            max: 2, named: false),
    ];

    private static Kind[] PeopleKinds() =>
    [
        People("working on a laptop|working on laptops,using a laptop|using laptops,typing on a computer|typing on "
            + "computers", 205, Gallery.People.WorkingOnLaptop, [.. Rooms, "park", "beach", "street"]),
        People("surfing,riding a surfboard|riding surfboards", 190, Gallery.People.Surfing, Sea, Water),
        People("playing with a ball,playing soccer,kicking a ball", 205, Gallery.People.PlayingBall, [.. Land]),
        People("riding a bicycle|riding bicycles,riding a bike|riding bikes", 215, Gallery.People.RidingBicycle,
            Outside),
        People("skiing", 205, Gallery.People.Skiing, ["snow", "mountains"]),
        People("reading a book|reading books,reading", 195, Gallery.People.Reading, Anywhere),
        People("cooking,cooking a meal,preparing food", 210, Gallery.People.Cooking, ["kitchen"]),
        People("fishing", 205, Gallery.People.Fishing, [.. Sea, "park", "mountains"]),
        People("running,jogging", 205, Gallery.People.Running, Outside),
        People("walking a dog|walking dogs,walking with a dog|walking with dogs", 210, Gallery.People.WalkingDog,
            Outside),
    ];

    private static Kind[] ActiveKinds() =>
    [
        People("playing a guitar|playing guitars,playing the guitar", 205, Gallery.People.PlayingGuitar, Anywhere),
        People("holding an umbrella|holding umbrellas,standing under an umbrella|standing under umbrellas", 215,
            Gallery.People.HoldingUmbrella, Outside),
        People("jumping,jumping in the air", 200, Gallery.People.Jumping, Anywhere),
        People("riding a horse|riding horses,on a horse|on horses", 235, Gallery.People.RidingHorse, [.. Land]),
        People("painting,painting a picture|painting pictures", 205, Gallery.People.Painting, Anywhere),
        People("taking a photo|taking photos,taking a picture|taking pictures", 205, Gallery.People.TakingPhoto,
            Anywhere),
        People("hiking,hiking with a backpack|hiking with backpacks", 205, Gallery.People.Hiking, ["forest",
            "mountains", "desert", "snow", "field", "beach"]),
        People("sitting on a bench|sitting on benches", 195, Gallery.People.SittingOnBench, Outside),
        People("flying a kite|flying kites", 215, Gallery.People.FlyingKite, Outside),
        People("skateboarding,riding a skateboard|riding skateboards", 205, Gallery.People.Skateboarding, ["street",
            "park", "beach", "harbor"]),
    ];

    private static Kind Thing(
        string names, Stand stand, float size, Action<Pen> draw, string[] places, string[] colours, string? verb,
        uint own = 0, int max = 4, bool named = true) => new(names.Split(','), stand, size, draw)
        {
            Places = places,
            Colours = colours,
            Verb = verb,
            Own = own == 0 ? Inks.Steel : new SKColor(0xFF000000 | own),
            MaximumCount = max,
            NamesColour = named,
        };

    private static Kind Food(string names, float size, Action<Pen> draw, string[] colours, int max = 4) =>
        Thing(names, Table, size, draw, Tables, colours, "on a table", max: max);

    private static Kind Tool(
        string names, float size, Action<Pen> draw, string[] colours, string verb = "lying", bool named = true) =>
        Thing(names, Table, size, draw, Tables, colours, verb + " on a table", named: named);

    private static Kind People(string names, float size, Action<Pen> draw, string[] places, Stand stand = Ground) =>
        Thing(names, stand, size, draw, places, [.. Paint], null, max: 3) with { IsPeople = true };
}
