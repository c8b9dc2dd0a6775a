/** The browser's side of Affresco. Every page works without it; it makes them quicker and alive. */
import { startDuels } from "./duels.ts";
import { startFeed } from "./feed.ts";
import { startFind } from "./find.ts";
import { startForms } from "./forms.ts";
import { startGeneration } from "./generation.ts";
import { startKeys } from "./keys.ts";
import { startMentions } from "./mentions.ts";
import { startPictures } from "./pictures.ts";
import { startRequests } from "./requests.ts";
import { startScroll } from "./scroll.ts";
import { startSmall } from "./small.ts";
import { startSteering } from "./steering.ts";

startRequests();
startForms();
startPictures();
startSmall();
startKeys();
startFeed();
startGeneration();
startSteering();
startDuels();
startFind();
startMentions();
startScroll();
